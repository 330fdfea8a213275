import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { PROJECT } from '../support/commands.js';
import { anchors, links } from './markdown.js';

const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8');
const MOST_README_BYTES = 6_000;
const ROOT_PAGES = ['README.md', 'CONTRIBUTING.md', 'CODE_OF_CONDUCT.md', 'SECURITY.md', 'CHANGELOG.md'];
/** Pages below docs/ but for the runbooks, whose links test/docs/runbooks.test.ts follows. */
const pages = [
  ...ROOT_PAGES,
  ...['docs', 'docs/decisions', 'examples'].flatMap((folder) =>
    readdirSync(join(PROJECT, folder))
      .filter((file) => file.endsWith('.md'))
      .map((file) => join(folder, file)),
  ),
];
const readme = read('README.md');

test('every link of a page leads to a file and a heading that are there', () => {
  const broken = pages.flatMap((page) => {
    const text = read(page);
    return links(text.replace(/^( *)```[\s\S]*?^\1```$/gm, '')).flatMap(({ file, anchor }) => {
      const target = file === '' ? page : join(dirname(page), file);
      if (!existsSync(join(PROJECT, target))) return [`${page}: ${file}`];
      return anchor === '' || anchors(read(target)).includes(anchor) ? [] : [`${page}: ${file}#${anchor}`];
    });
  });
  expect(pages.length).toBeGreaterThan(100);
  expect(broken).toEqual([]);
});

describe('the README', () => {
  test(`has at most ${MOST_README_BYTES} bytes`, () => {
    expect(Buffer.byteLength(readme)).toBeLessThanOrEqual(MOST_README_BYTES);
  });

  test('leads to every page of docs/, straight or through one that it names', () => {
    const named = links(readme).map(({ file }) => file);
    const further = named
      .filter((file) => file.endsWith('.md'))
      .flatMap((file) => links(read(file)).map((link) => join(dirname(file), link.file)));
    const all = readdirSync(join(PROJECT, 'docs')).filter((file) => file.endsWith('.md'));
    expect(all.filter((file) => ![...named, ...further].includes(`docs/${file}`))).toEqual([]);
  });

  test('shows a rule as dist/ has it, the limit that its environment file sets, and words that its summary may have', () => {
    const rules = read('dist/production/PrometheusRule.arks-alerts-runtime-latency.k8s.yaml');
    const [settings = '', rule = ''] = [...readme.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml);
    const lines = rule.split('\n').map((line) => line.trim());
    expect(lines.length).toBeGreaterThan(8);
    expect(lines.filter((line) => !rules.includes(line))).toEqual([]);

    const { alerts } = parse(settings);
    expect(parse(read('environments/production.yaml')).alerts.thresholds).toMatchObject(alerts.thresholds);
    expect(rule).toContain(`>= ${alerts.thresholds.firstTokenP95Seconds}`);

    const [, told = ''] = /```text\n\s*(.*)\n\s*```/.exec(readme) ?? [];
    const [, summary = ''] = /alert: ArksRuntimeFirstTokenSlow[\s\S]*?summary: (.*)/.exec(rules) ?? [];
    const parts = summary.split(/\{\{[^}]*\}\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    expect(told).toMatch(new RegExp(`^${parts.join('\\S+')}$`));
  });

  test('names the two commands, and .ci/run runs them', () => {
    for (const command of ['npm ci', 'npm test']) {
      expect(readme).toContain(command);
      expect(read('.ci/run')).toContain(command);
    }
  });
});

describe('CONTRIBUTING.md', () => {
  const contributing = read('CONTRIBUTING.md');
  const { scripts } = JSON.parse(read('package.json'));

  test('names paths that are there', () => {
    const named = [
      ...contributing.matchAll(/`((?:src|test|tools|docs|examples|findings|environments)\/[^`<*]*)`/g),
    ].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  });

  test('says how to add an alert, a panel, a metric, a runtime and a surface', () => {
    for (const thing of ['an alert', 'a panel', 'a metric', 'a runtime', 'a surface']) {
      expect(contributing).toContain(`## How to add ${thing}\n\n1. `);
    }
  });

  const lists = [...contributing.matchAll(/^## (How to .*)\n\n((?:(?:\d+\.| {3}).*\n)+)/gm)].map(
    ([, title = '', list = '']) => ({
      title,
      steps: list.split(/^(?=\d+\. )/m),
    }),
  );

  test('says in each list where to work, and that one command writes everything that is derived', () => {
    const writers = [
      'schema',
      'runbooks',
      'pages',
      'runtimes',
      'contract',
      'dashboards',
      'examples',
      'synth',
      'fault-matrix',
    ];
    expect(lists.length).toBeGreaterThan(5);
    for (const { title, steps } of lists) {
      expect(steps.length, title).toBeGreaterThan(2);
      const aimless = steps.filter((step) => !/`[\w.]+\/[^`]*`|`npm run /.test(step));
      expect(aimless, `${title}: each step names a path or a command`).toEqual([]);
      const commands = [...steps.join('').matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name);
      expect(commands.filter((name) => name === 'generate').length, title).toBe(1);
      expect(
        commands.filter((name) => writers.includes(name)),
        title,
      ).toEqual([]);
    }
  });

  test('an alert on a signal that is there takes five files by hand and one command', () => {
    const { steps = [] } = lists.find(({ title }) => title === 'How to add an alert') ?? {};
    const ownFiles = steps
      .filter((step) => !step.includes('as a signal'))
      .flatMap((step) => /`((?:src|test|tools|docs)\/[^`]*)`/.exec(step)?.[1] ?? []);
    expect(new Set(ownFiles.filter((path) => !path.includes('.test.')))).toEqual(
      new Set([
        'src/config/thresholds.ts',
        'src/rules/alerts/',
        'test/stories/',
        'tools/simulator/faults/',
        'docs/runbooks/',
      ]),
    );
  });

  test('names scripts that there are, and every script that people run', () => {
    const named = new Set([...contributing.matchAll(/npm run ([\w:-]+)/g)].map(([, name = '']) => name));
    expect([...named].filter((name) => !(name in scripts))).toEqual([]);
    const ofNpm = ['test', 'prepack', 'postpack'];
    expect(Object.keys(scripts).filter((name) => !named.has(name) && !ofNpm.includes(name))).toEqual([]);
  });
});

describe('the package', () => {
  test('ships license and notice, and names no address that nobody has', () => {
    const { files, license, repository, bugs, homepage } = JSON.parse(read('package.json'));
    expect(license).toBe('Apache-2.0');
    expect(read('LICENSE')).toContain('Apache License');
    expect(files).toContain('NOTICE');
    expect([repository, bugs, homepage]).toEqual([undefined, undefined, undefined]);
  });

  test('is released only by a workflow that checks the tag, runs .ci/run first, and may write nothing but its provenance', () => {
    const { jobs } = parse(read('.github/workflows/release.yaml'));
    expect(jobs.publish.needs).toBe('check');
    expect(jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
    expect(jobs.check.permissions).toEqual({ contents: 'read' });
    const commands = (job: { readonly steps: readonly { readonly run?: string }[] }) =>
      job.steps.map(({ run = '' }) => run);
    expect(commands(jobs.check)).toContain('bash .ci/run');
    expect(commands(jobs.publish).at(-1)).toMatch(/^npx --yes npm@\d+\.\d+\.\d+ publish --provenance --access public$/);
  });
});

test('issue templates have a name and say what they are for', () => {
  const folder = '.github/ISSUE_TEMPLATE';
  const templates = readdirSync(join(PROJECT, folder)).filter((file) => file.endsWith('.md'));
  expect(templates.length).toBeGreaterThan(2);
  for (const file of templates) {
    const [, head = ''] = /^---\n([\s\S]*?)\n---\n/.exec(read(join(folder, file))) ?? [];
    expect(parse(head), file).toMatchObject({ name: expect.any(String), about: expect.any(String) });
  }
});

test('terms that the spelling check takes are sorted, and each stands in some page', () => {
  const terms = read('tools/spelling/terms.txt').trimEnd().split('\n');
  expect(terms).toEqual([...new Set(terms)].sort());
  const everything = ['docs/runbooks', 'docs/dashboards']
    .flatMap((folder) => readdirSync(join(PROJECT, folder)).map((file) => join(folder, file)))
    .concat(pages)
    .map((page) => read(page).toLowerCase())
    .join('\n');
  expect(terms.filter((term) => !everything.includes(term))).toEqual([]);
});

test('a file of owners names some, or is not there', () => {
  const file = ['CODEOWNERS', '.github/CODEOWNERS', 'docs/CODEOWNERS'].find((path) => existsSync(join(PROJECT, path)));
  const owned =
    file === undefined
      ? undefined
      : read(file)
          .split('\n')
          .filter((line) => /^[^#\s]\S*\s+\S*@/.test(line));
  expect(owned).not.toEqual([]);
});
