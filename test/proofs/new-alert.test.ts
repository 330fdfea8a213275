import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { parse } from 'yaml';
import { PROJECT } from '../support/commands.js';
import { temporaryFolderForAll } from '../support/temporary-folder.js';

const NAME = 'ArksRuntimeLoadHigh';
const LIMIT = 'loadPerReplica';
const FAULT = 'load-times-three';
const LEFT_OUT = ['node_modules', '.git', '.tools', 'lib', 'findings'];
const folder = temporaryFolderForAll({});
const read = (file: string) => readFileSync(join(folder, file), 'utf8');

/** What a contributor writes by hand before anything is generated: the file, and what is added before a text of it or stands in its place. */
const byHand = [
  {
    file: 'src/config/thresholds.ts',
    before: '  kvTransferFailuresPerSecond:',
    added: `  ${LIMIT}: upTo(MOST_REQUESTS_PER_REPLICA)
    .default(15)
    .describe('A replica that holds more requests than this answers each of them slowly.'),
`,
  },
  {
    file: 'src/rules/alerts/runtime-load.ts',
    before: '  runtimeErrorsHigh: {',
    added: `  runtimeLoadHigh: {
    name: '${NAME}',
    severity: 'warning',
    surfaces: ENGINES,
    when: { signal: loadPerReplica, is: 'above', limit: '${LIMIT}' },
    for: '10m',
    summary: ({ value, limit }) => \`each replica of \${ROLE_IN_WORDS} holds \${value} requests, limit \${limit}\`,
    description: 'Replicas hold more requests than they serve well. First check whether all replicas are up.',
    dashboard: 'arks-runtime',
    panel: 'Requests that a replica holds',
    variables: ROLE_VARIABLES,
  },
`,
  },
  {
    file: 'tools/simulator/faults/slow-engines.ts',
    before: '    raises: overload,',
    added: `    raises: [...overload, { alert: '${NAME}', withinMinutes: 30, labels: CHAT }],`,
    instead: true,
  },
];

/** The project as it is, with programs of its own that are linked; the simulator is the one of the copy. */
function copyProject(): void {
  for (const entry of readdirSync(PROJECT).filter((name) => !LEFT_OUT.includes(name))) {
    cpSync(join(PROJECT, entry), join(folder, entry), {
      recursive: true,
      filter: (path) => basename(path) !== 'node_modules',
    });
  }
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@arks-monitoring'), { recursive: true });
  for (const name of readdirSync(join(PROJECT, 'node_modules')).filter((one) => one !== '@arks-monitoring')) {
    symlinkSync(join(PROJECT, 'node_modules', name), join(modules, name));
  }
  symlinkSync(join(folder, 'tools/simulator'), join(modules, '@arks-monitoring/simulator'));
}

describe('an alert that is added by the steps of CONTRIBUTING.md', () => {
  beforeAll(() => {
    copyProject();
    for (const { file, before, added, instead } of byHand) {
      const text = read(file);
      if (text.split(before).length !== 2) throw new Error(`${file} must hold "${before}" once`);
      writeFileSync(join(folder, file), text.replace(before, instead ? added : `${added}${before}`));
    }
    const { prometheus, promtool } = inject('prometheus');
    const env = { ...process.env, PROMETHEUS_BIN: prometheus, PROMTOOL_BIN: promtool };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'tools/generate.ts'], {
      cwd: folder,
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`npm run generate must end well: ${stdout}${stderr}`);
  });

  test('is written by hand only where the steps say', () => {
    const [, steps = ''] = /^## How to add an alert\n\n((?:(?:\d+\.| {3}).*\n)+)/m.exec(read('CONTRIBUTING.md')) ?? [];
    const places = [...steps.matchAll(/`((?:src|tools|test|docs)\/[^`<]*)/g)].map(([, path = '']) => path);
    expect(byHand.filter(({ file }) => !places.some((place) => file.startsWith(place)))).toEqual([]);
    expect(steps).toContain('`npm run generate`');
  });

  test('has its rule, with the limit in the expression and in the words', () => {
    const { spec } = parse(read('dist/production/PrometheusRule.arks-alerts-runtime-load.k8s.yaml'));
    const rules = spec.groups.flatMap((group: { readonly rules: readonly object[] }) => group.rules);
    const rule = rules.find((one: { readonly alert?: string }) => one.alert === NAME);
    expect(rule).toMatchObject({ for: '10m', labels: { severity: 'warning' } });
    expect(rule.expr).toMatch(/> 15$/m);
    expect(rule.annotations.summary).toMatch(/limit 15$/);
  });

  test('has a panel that draws its limit', () => {
    expect(read('docs/dashboards/arks-runtime.md')).toMatch(new RegExp(`\\| .*${NAME}`));
  });

  test('has a runbook whose head says how long it must hold and against which limit, and whose rest waits for people', () => {
    const page = read(`docs/runbooks/${NAME}.md`);
    expect(page).toContain('For <!-- rule: for -->10 minutes<!-- end -->');
    expect(page).toContain(`(\`${LIMIT}\`, <!-- default: ${LIMIT} -->15<!-- end -->`);
    expect(page).toContain('_Nobody has written this part yet._');
    expect(page).toContain('| `warning` | `10m` |');
    expect(read('docs/runbooks/README.md')).toContain(`${NAME}.md`);
  });

  test('is in the contract, and its limit is a setting that schema, page and production.yaml show', () => {
    expect(read('docs/contract.yaml')).toContain(NAME);
    expect(read('docs/settings.md')).toContain(`\`alerts.thresholds.${LIMIT}\``);
    expect(read('environments/environment.schema.json')).toContain(LIMIT);
    expect(read('environments/production.yaml')).toContain(`    # ${LIMIT}: 15\n`);
  });

  test('is raised by its fault, which was played alone', () => {
    const row = (text: string) => text.split('\n').filter((line) => line.startsWith(`| \`${FAULT}\``));
    expect(row(read('docs/fault-matrix.md'))[0]).toMatch(new RegExp(`${NAME} \\d+ \\(30\\)`));
    const others = (text: string) => text.split('\n').filter((line) => !row(text).includes(line));
    expect(others(read('docs/fault-matrix.md'))).toEqual(
      others(readFileSync(join(PROJECT, 'docs/fault-matrix.md'), 'utf8')),
    );
  });
});
