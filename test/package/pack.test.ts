import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolderForAll } from '../support/temporary-folder.js';

const ROOT = resolve(import.meta.dirname, '../..');
const MINUTES = 60_000;
const MOST_BYTES = 560_000;
/** What docs/library.md says of an app that is no ES module, as the one that cdk8s-cli makes. */
const COMMONJS = {
  'commonjs/package.json': JSON.stringify({ name: 'theirs', private: true }),
  'commonjs/tsconfig.json': JSON.stringify({
    compilerOptions: {
      target: 'ES2022',
      module: documentedModule(),
      strict: true,
      skipLibCheck: true,
      types: ['node'],
    },
    include: ['*.ts'],
  }),
  'commonjs/main.ts': documentedExample(),
};
const PROJECT = {
  ...COMMONJS,
  'package.json': JSON.stringify({ name: 'mine', private: true, type: 'module' }),
  'tsconfig.json': JSON.stringify({
    compilerOptions: { target: 'ES2023', module: 'NodeNext', strict: true, skipLibCheck: true, types: ['node'] },
    include: ['*.ts'],
  }),
  'main.ts': documentedExample(),
  'alone.ts': `
import { App, Chart, YamlOutputType } from 'cdk8s';
import { ArksDashboard, ArksRuntime, environmentOf } from 'arks-monitoring';

const app = new App({ outdir: 'alone', yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
const chart = new Chart(app, 'alone', { disableResourceNameHashes: true });
const environment = environmentOf({ monitoring: { namespace: 'watch' } });
new ArksRuntime(chart, 'runtime', { environment });
new ArksDashboard(chart, 'dashboard', { environment, uid: 'arks-runtime' });
app.synth();
`,
  'wrong.ts': `
import { App, Chart } from 'cdk8s';
import { ArksMonitoring } from 'arks-monitoring';

new ArksMonitoring(new Chart(new App(), 'wrong'), 'arks', {
  monitoring: { namespace: 'Not A Name' },
  scrape: { interval: '30s', timeout: '1m' },
});
`,
};

/** The TypeScript that docs/library.md shows for another cdk8s app. */
function documentedExample(): string {
  const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(ROOT, 'docs/library.md'), 'utf8')) ?? [];
  return code;
}

/** The `module` that it asks for. */
function documentedModule(): string | undefined {
  return /`"module": "(\w+)"`/.exec(readFileSync(join(ROOT, 'docs/library.md'), 'utf8'))?.[1];
}

const npm = (folder: string, ...words: string[]) =>
  execFileSync('npm', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const node = (folder: string, ...words: string[]) =>
  execFileSync(process.execPath, words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

const project = temporaryFolderForAll(PROJECT);
let tarball = '';

beforeAll(() => {
  npm(ROOT, 'pack', '--pack-destination', project);
  tarball = join(project, readdirSync(project).find((name) => name.endsWith('.tgz')) ?? '');
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const others = ['cdk8s', 'constructs', '@types/node', 'typescript'].map((name) => `${name}@${devDependencies[name]}`);
  npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball, ...others);
  node(project, 'node_modules/typescript/bin/tsc', '--project', '.');
}, 5 * MINUTES);

test('the package is small, and holds neither tests nor tools nor what this repository deploys', () => {
  expect(statSync(tarball).size).toBeLessThan(MOST_BYTES);
  const files = execFileSync('tar', ['-tzf', tarball], { encoding: 'utf8' }).trim().split('\n');
  const folders = new Set(
    files.map((file) => file.split('/').slice(0, 3).join('/')).filter((path) => path.split('/').length === 3),
  );
  expect([...folders].filter((path) => !/^package\/lib\/(src|imports)$/.test(path))).toEqual([]);
  for (const file of ['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md']) expect(files).toContain(`package/${file}`);
});

test('the ten lines of docs/library.md synthesize everything in an empty cdk8s project', () => {
  expect(documentedExample().trim().split('\n').length).toBeLessThanOrEqual(12);
  node(project, 'main.js');
  const files = readdirSync(join(project, 'dist'), { recursive: true, encoding: 'utf8' });
  const text = files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => readFileSync(join(project, 'dist', file), 'utf8'))
    .join('\n---\n');
  for (const kind of ['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'ConfigMap'])
    expect(text).toContain(`kind: ${kind}`);
});

test('so do they in a CommonJS project, with the options that the page names', () => {
  node(project, 'node_modules/typescript/bin/tsc', '--project', 'commonjs');
  const theirs = join(project, 'commonjs');
  expect(readFileSync(join(theirs, 'main.js'), 'utf8')).toContain('require("arks-monitoring")');
  node(theirs, 'main.js');
  expect(readdirSync(join(theirs, 'dist/eu-1'))).toEqual(readdirSync(join(project, 'dist/eu-1')));
});

test('constructs stand alone, too', () => {
  node(project, 'alone.js');
  const files = readdirSync(join(project, 'alone'));
  expect(files.sort()).toEqual(['ConfigMap.arks-runtime.k8s.yaml', 'ServiceMonitor.arks-runtime.k8s.yaml']);
  const monitor = parse(readFileSync(join(project, 'alone', 'ServiceMonitor.arks-runtime.k8s.yaml'), 'utf8'));
  expect(monitor).toMatchObject({ metadata: { namespace: 'watch' } });
});

test('settings that are wrong are all named at once', () => {
  const failing = () => node(project, 'wrong.js');
  expect(failing).toThrow('monitoring.namespace');
  expect(failing).toThrow('scrape.timeout must not be above scrape.interval');
});
