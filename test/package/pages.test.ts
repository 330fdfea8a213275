import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { install, pinned, ROOT, run } from './support/commands.js';
import { codeOf } from './support/documented.js';
import { packed } from './support/packed.js';

const TYPESCRIPT = 'typescript@5.9.3';
const PAGES = readdirSync(join(ROOT, 'docs/library')).map((name) => name.replace(/\.md$/, ''));
/** What each example says; that of the page on rules writes objects instead. */
const SAID: Readonly<Record<string, string>> = {
  dashboards: 'uneditable-dashboard',
  names: 'application:arks_requests_waiting:sum has the labels application, cluster, model_name',
  objectives: 'arks-slo-preview-records has',
  promql: 'and on (namespace, application)',
  rules: '',
};
/** What compiles against the package, and must not. */
const REFUSED: Readonly<Record<string, string>> = {
  'a name that nothing records': `import type { RecordName } from 'arks-monitoring/names';
export const gone: RecordName = 'application:arks_requests_gone:sum';
`,
  'grouping by a label that series have not': `import { select, series, sumBy } from 'arks-monitoring/promql';
export const wrong = sumBy(['pod'], select(series('chargeback_refunds_total', ['namespace'])));
`,
  'a setting that there is not': `import { environmentOf } from 'arks-monitoring';
environmentOf({ monitoring: { nameSpace: 'watch' } });
`,
};
const FINDING = { commonjs: ['CommonJS', 'node10'], module: ['NodeNext', 'nodenext'] } as const;

const options = (type: keyof typeof FINDING, include: readonly string[]) => {
  const [module, moduleResolution] = FINDING[type];
  return JSON.stringify({
    compilerOptions: { target: 'ES2022', module, moduleResolution, strict: true, types: ['node'] },
    include,
  });
};
const examples = (type: keyof typeof FINDING) => ({
  [`${type}/package.json`]: JSON.stringify({ private: true, type }),
  [`${type}/tsconfig.json`]: options(type, ['*.ts']),
  ...Object.fromEntries(PAGES.map((page) => [`${type}/${page}.ts`, codeOf(`docs/library/${page}.md`).join('\n')])),
});
const app = temporaryFolderForAll({
  'package.json': JSON.stringify({ name: 'theirs', private: true }),
  ...examples('commonjs'),
  ...examples('module'),
  'refused/tsconfig.json': options('commonjs', ['*.ts']),
  ...Object.fromEntries(Object.values(REFUSED).map((code, index) => [`refused/${index}.ts`, code])),
});
const compile = (folder: string) => run(app, process.execPath, 'node_modules/typescript/bin/tsc', '--project', folder);

beforeAll(() => {
  install(app, packed(), TYPESCRIPT, ...pinned('cdk8s', 'constructs', '@types/node'));
});

describe('the pages of the library', () => {
  test.each(Object.keys(FINDING))('show code that compiles and runs in a project that is %s', (type) => {
    expect(PAGES).toEqual(Object.keys(SAID).sort());
    compile(type);
    for (const [page, said] of Object.entries(SAID))
      expect(run(join(app, type), process.execPath, `${page}.js`)).toContain(said);
    const file = readdirSync(join(app, type, 'dist')).find((name) => name.startsWith('eu-1')) ?? '';
    const objects = readFileSync(join(app, type, 'dist', file), 'utf8');
    expect(objects).toContain('alert: ChargebackRefundsHigh');
    expect(objects).toContain('record: namespace:chargeback_refunds:rate5m');
  });
});

test('types refuse names, labels and settings that there are not', () => {
  const said = refusal(() => compile('refused'));
  for (const index of Object.keys(REFUSED).keys()) expect(said).toContain(`refused/${index}.ts(2,`);
});

/** What something says as it fails. */
function refusal(failing: () => unknown): string {
  try {
    failing();
    return 'nothing is refused';
  } catch (error) {
    return String(error);
  }
}
