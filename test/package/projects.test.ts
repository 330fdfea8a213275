import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { install, pinned, run } from './support/commands.js';
import { documentedExample } from './support/documented.js';
import { packed } from './support/packed.js';

/** That of the app that cdk8s-cli makes; the older ways to find modules are gone from later ones. */
const TYPESCRIPT = 'typescript@5.9.3';
/** Every Node that is supported beside the one that runs the tests. */
const NODES: Readonly<Record<string, string>> = { node22: '22.23.3', node24: '24.21.0' };

/**
 * How projects are set up: what package.json and tsconfig.json say of modules. The first of each kind runs, too, and has the package's
 * declarations checked, as the compiler does by default.
 */
const PROJECTS = [
  { type: 'commonjs', module: 'CommonJS', moduleResolution: 'node10', whole: true },
  { type: 'commonjs', module: 'Node16', moduleResolution: 'node16', whole: false },
  { type: 'commonjs', module: 'NodeNext', moduleResolution: 'nodenext', whole: false },
  { type: 'commonjs', module: 'Preserve', moduleResolution: 'bundler', whole: false },
  { type: 'module', module: 'NodeNext', moduleResolution: 'nodenext', whole: true },
  { type: 'module', module: 'Node16', moduleResolution: 'node16', whole: false },
  { type: 'module', module: 'ES2022', moduleResolution: 'node10', whole: false },
  { type: 'module', module: 'ESNext', moduleResolution: 'bundler', whole: false },
] as const;

const folderOf = ({ type, module, moduleResolution }: (typeof PROJECTS)[number]) =>
  [type, module, moduleResolution].join('-').toLowerCase();

const ALONE = `
import { App, Chart, YamlOutputType } from 'cdk8s';
import { ArksDashboard, ArksRuntime, environmentOf } from 'arks-monitoring';

const app = new App({ outdir: 'alone', yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
const chart = new Chart(app, 'alone', { disableResourceNameHashes: true });
const environment = environmentOf({ monitoring: { namespace: 'watch' } });
new ArksRuntime(chart, 'runtime', { environment });
new ArksDashboard(chart, 'dashboard', { environment, uid: 'arks-runtime' });
app.synth();
`;
const WRONG = `
import { App, Chart } from 'cdk8s';
import { ArksMonitoring } from 'arks-monitoring';

new ArksMonitoring(new Chart(new App(), 'wrong'), 'arks', {
  monitoring: { namespace: 'Not A Name' },
  scrape: { interval: '30s', timeout: '1m' },
});
`;
const SAME = `
import { createRequire } from 'node:module';
import * as imported from 'arks-monitoring';

const required = createRequire(import.meta.url)('arks-monitoring');
const different = Object.keys(required).filter((name) => imported[name] !== required[name]);
console.log(different.length, Object.keys(required).length > 15);
`;
const VITEST = `
import { Chart, Testing } from 'cdk8s';
import { ArksRuntime, environmentOf } from 'arks-monitoring';
import { expect, test } from 'vitest';

test('synthesizes', () => {
  const chart = Testing.chart();
  new ArksRuntime(chart, 'runtime', { environment: environmentOf() });
  expect(Testing.synth(chart).map(({ kind }) => kind)).toEqual(['ServiceMonitor']);
  expect(Chart.of(chart)).toBe(chart);
});
`;

const projects = Object.fromEntries(
  PROJECTS.flatMap((project) => {
    const { type, module, moduleResolution, whole } = project;
    const finding = { module, moduleResolution, skipLibCheck: !whole };
    const compilerOptions = { ...finding, target: 'ES2022', strict: true, types: ['node'] };
    const folder = folderOf(project);
    return [
      [`${folder}/package.json`, JSON.stringify({ private: true, type })],
      [`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, include: ['*.ts'] })],
      [`${folder}/main.ts`, documentedExample()],
      [`${folder}/alone.ts`, ALONE],
      [`${folder}/wrong.ts`, WRONG],
    ];
  }),
);
const root = temporaryFolderForAll({
  ...projects,
  'package.json': JSON.stringify({ name: 'theirs', private: true }),
  'same.mjs': SAME,
  'vitest/package.json': JSON.stringify({ private: true, type: 'module' }),
  'vitest/main.test.ts': VITEST,
});

beforeAll(() => {
  const nodes = Object.entries(NODES).map(
    ([name, version]) => `${name}@npm:node-${process.platform}-${process.arch}@${version}`,
  );
  install(root, packed(), TYPESCRIPT, ...pinned('cdk8s', 'constructs', '@types/node', 'vitest'), ...nodes);
});

/** The programs of each Node, the one that runs the tests first. */
const nodes = () => [
  process.execPath,
  ...Object.keys(NODES).map((name) => join(root, 'node_modules', name, 'bin/node')),
];

test.each(PROJECTS)('compiles as $type with module $module and moduleResolution $moduleResolution', (project) => {
  const folder = join(root, folderOf(project));
  run(folder, process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '--project', '.');
  if (!project.whole) return;
  run(folder, process.execPath, 'main.js');
  const files = readdirSync(join(folder, 'dist/eu-1'));
  expect(files.length).toBeGreaterThan(40);
  for (const kind of ['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'ConfigMap'])
    expect(files.some((file) => file.startsWith(`${kind}.`))).toBe(true);
});

test('its example is short', () => {
  expect(documentedExample().trim().split('\n').length).toBeLessThanOrEqual(12);
});

test('require and import are one and the same module on each Node', () => {
  for (const node of nodes()) {
    expect(run(root, node, 'same.mjs').trim(), run(root, node, '--version')).toBe('0 true');
  }
});

test('each Node writes the same', () => {
  const folder = join(root, folderOf(PROJECTS[0]));
  const [first, ...others] = nodes().map((node) => {
    run(folder, node, 'main.js');
    return readdirSync(join(folder, 'dist/eu-1')).map((file) => readFileSync(join(folder, 'dist/eu-1', file), 'utf8'));
  });
  expect(others).toHaveLength(2);
  for (const other of others) expect(other).toEqual(first);
});

test('vitest takes it', () => {
  expect(run(join(root, 'vitest'), process.execPath, join(root, 'node_modules/vitest/vitest.mjs'), 'run')).toContain(
    '1 passed',
  );
});

test('constructs stand alone, too', () => {
  const folder = join(root, folderOf(PROJECTS[0]));
  run(folder, process.execPath, 'alone.js');
  const files = readdirSync(join(folder, 'alone'));
  expect(files.sort()).toEqual(['ConfigMap.arks-runtime.k8s.yaml', 'ServiceMonitor.arks-runtime.k8s.yaml']);
  const monitor = parse(readFileSync(join(folder, 'alone', 'ServiceMonitor.arks-runtime.k8s.yaml'), 'utf8'));
  expect(monitor).toMatchObject({ metadata: { namespace: 'watch' } });
});

test('settings that are wrong are all named at once', () => {
  const failing = () => run(join(root, folderOf(PROJECTS[0])), process.execPath, 'wrong.js');
  expect(failing).toThrow('monitoring.namespace');
  expect(failing).toThrow('scrape.timeout must not be above scrape.interval');
});
