import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { install, packageJson, pinned, ROOT, run } from './support/commands.js';
import { documentedExample } from './support/documented.js';
import { packed } from './support/packed.js';

const TEMPLATE = join(ROOT, 'node_modules/cdk8s-cli/templates/typescript-app');
const { devDependencies } = packageJson;
/** What `cdk8s init` fills in. Objects of Kubernetes are not imported: that fetches their definitions, and nothing here needs them. */
const FILLED: Readonly<Record<string, string | undefined>> = {
  $base: 'theirs',
  cdk8s_core_version: devDependencies['cdk8s'],
  cdk8s_plus_version: '2.5.57',
  constructs_version: devDependencies['constructs'],
  cdk8s_cli_spec: devDependencies['cdk8s-cli'],
};

const template = Object.fromEntries(
  readdirSync(TEMPLATE, { withFileTypes: true })
    .filter((file) => file.isFile() && !file.name.startsWith('.'))
    .map(({ name }) => [name.replace('{{}}', ''), filled(readFileSync(join(TEMPLATE, name), 'utf8'))]),
);
/** The app of the template with what docs/library.md shows in its chart, and the template's own test of that chart. */
const app = temporaryFolderForAll({ ...template, 'main.ts': ofLibrary(template['main.ts'] ?? '') });

function filled(text: string): string {
  return text.replace(/\{\{ (\S+) \}\}/g, (_, name: string) => FILLED[name] ?? `no ${name}`);
}

/** Their chart with ours in it. */
function ofLibrary(main: string): string {
  const [, props = ''] = /new ArksMonitoring\(chart, ('arks', \{[\s\S]*?\n\})\);/.exec(documentedExample()) ?? [];
  return main
    .replace('import { App,', "import { ArksMonitoring } from 'arks-monitoring';\nimport { App,")
    .replace('// define resources here', `new ArksMonitoring(this, ${props});`);
}

beforeAll(() => {
  install(app, packed(), ...pinned('cdk8s', 'constructs'));
});

test('the template is what it was: CommonJS, and a test by jest', () => {
  expect(template['tsconfig.json']).toContain('"module": "CommonJS"');
  expect(template['jest.config.js']).toContain('ts-jest');
  expect(Object.values(template).join('\n')).not.toMatch(/\{\{|no \S+_version/);
  expect(readFileSync(join(app, 'main.ts'), 'utf8')).toContain("new ArksMonitoring(this, 'arks', {");
});

test('the app that cdk8s init writes compiles with ours in it, its test runs, and it synthesizes', () => {
  run(app, 'npm', 'run', 'compile');
  expect(run(app, 'npm', 'test', '--', '--ci=false')).toContain('1 passed');
  const snapshot = readFileSync(join(app, '__snapshots__/main.test.ts.snap'), 'utf8');
  for (const kind of ['ServiceMonitor', 'PrometheusRule']) expect(snapshot).toContain(`"kind": "${kind}"`);
  run(app, 'npm', 'run', 'synth');
  expect(existsSync(join(app, 'dist/theirs.k8s.yaml'))).toBe(true);
});
