import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { install, pinned, run } from './support/commands.js';
import { packed } from './support/packed.js';

const TYPESCRIPT = 'typescript@5.9.3';

/** Settings with a cursor on each, and what an editor must say of it. */
const HOVERED: Readonly<Record<string, readonly string[]>> = {
  monitoring: ['Where objects are written, and how Prometheus finds them.'],
  selectorLabels: ['Labels by which Prometheus selects monitors', '@default {"release":"prometheus"}'],
  runtimes: ['Runtimes whose metrics are kept.', '@default ["vllm","sglang"]'],
  firstTokenP95Seconds: ['@default 10'],
  objectivePercent: ['Share of requests that must be good.'],
};
const SETTINGS = `import { environmentOf } from 'arks-monitoring';

environmentOf({
  monitoring: { namespace: 'watch', selectorLabels: { release: 'mine' } },
  runtimes: ['vllm'],
  alerts: { thresholds: { firstTokenP95Seconds: 5 } },
  slos: [{ name: 'fast', indicator: 'firstToken', thresholdSeconds: 10, objectivePercent: 99, window: '7d' }],
});
`;
/** Asks the language service of TypeScript what an editor shows where a name stands. */
const ASKING = `
const ts = require('typescript');
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const file = join(__dirname, 'settings.ts');
const options = { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10, strict: true, types: [] };
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [file],
  getScriptVersion: () => '1',
  getScriptSnapshot: (name) => ts.sys.fileExists(name) ? ts.ScriptSnapshot.fromString(readFileSync(name, 'utf8')) : undefined,
  getCurrentDirectory: () => __dirname,
  getDefaultLibFileName: ts.getDefaultLibFilePath,
  fileExists: ts.sys.fileExists,
  readFile: ts.sys.readFile,
  directoryExists: ts.sys.directoryExists,
});
const text = readFileSync(file, 'utf8');
const said = process.argv.slice(2).map((name) => {
  const { documentation, tags } = service.getQuickInfoAtPosition(file, text.indexOf(name, text.indexOf('({')));
  const words = ts.displayPartsToString(documentation);
  return [name, words + (tags ?? []).map(({ name, text }) => ' @' + name + ' ' + ts.displayPartsToString(text)).join('')];
});
console.log(JSON.stringify(Object.fromEntries(said)));
`;

const app = temporaryFolderForAll({
  'package.json': JSON.stringify({ name: 'edited', private: true }),
  'settings.ts': SETTINGS,
  'ask.cjs': ASKING,
});

beforeAll(() => {
  install(app, packed(), TYPESCRIPT, ...pinned('cdk8s', 'constructs'));
});

describe('settings that a program writes', () => {
  test('are explained by an editor, each with its default', () => {
    const said = JSON.parse(run(app, process.execPath, 'ask.cjs', ...Object.keys(HOVERED)));
    for (const [name, sentences] of Object.entries(HOVERED))
      for (const sentence of sentences) expect(said[name], name).toContain(sentence);
  });
});
