import { stringify } from 'yaml';
import { type Setting, settings } from '../documented/settings.js';
import { wrapped } from '../lib/wrapped.js';
import { ANSWERS, type Answers, ASKED } from './answers.js';

/** How wide comments are, as those of the examples. */
const COLUMNS = 118;
const PREFACE =
  'What is not written here has its default. arks-monitoring explain <setting> says what a setting does, why its default is what it ' +
  'is, and what else it may be.';
const SCHEMA = '# yaml-language-server: $schema=./environment.schema.json';

/** A setting with its answer, or else its default or an example. */
interface Row {
  readonly setting: Setting;
  readonly value: unknown;
  readonly isSet: boolean;
}

/** What stands beside the file. */
interface Beside {
  /** Whether editors can be told of the JSON Schema. */
  readonly hasSchema: boolean;
  /** Whether a shared file says what others have for a default, so that nothing may be said over it unasked. */
  readonly hasDefaults: boolean;
}

/**
 * The text of an environment file with these answers, the defaults where there is none, and what the schema says of each setting as a
 * comment.
 */
export function firstEnvironment(answers: Answers, { hasSchema, hasDefaults }: Beside): string {
  const known = new Map(settings().map((setting) => [setting.path, setting]));
  const rows = ANSWERS.filter((name) => ASKED[name].rare !== true || answers[name] !== undefined).map((name): Row => {
    const { setting: path, example } = ASKED[name];
    const setting = settingAt(known, path);
    const byDefault: unknown = setting.byDefault === undefined ? undefined : JSON.parse(setting.byDefault);
    const answer = answers[name];
    return {
      setting,
      value: answer ?? byDefault ?? example,
      isSet: (answer ?? (hasDefaults ? undefined : byDefault)) !== undefined,
    };
  });
  const sections = [...new Set(rows.map(({ setting }) => setting.path.split('.')[0] ?? ''))];
  const parts = sections.map((section) => {
    const own = rows.filter(({ setting }) => setting.path.split('.')[0] === section);
    const isSet = own.some((row) => row.isSet);
    const lines = own.flatMap((row) => linesOf(isSet ? row : { ...row, isSet: true }, section));
    const [first] = own;
    const head = first?.setting.path === section ? [] : [`${section}:`];
    const about = comment(settingAt(known, section).description ?? '', '');
    // A section in which nothing is set would be null.
    return [...about, ...[...head, ...lines].map((line) => (isSet ? line : `# ${line}`))].join('\n');
  });
  const head = [...(hasSchema ? [SCHEMA] : []), ...comment(PREFACE, '')].join('\n');
  // A file of comments alone would be empty.
  const rest = rows.some(({ isSet }) => isSet) ? [] : ['{}'];
  return `${[head, ...parts, ...rest].join('\n\n')}\n`;
}

function settingAt(known: ReadonlyMap<string, Setting>, path: string): Setting {
  const found = known.get(path);
  if (found === undefined) throw new Error(`there must be a setting ${path}`);
  return found;
}

/** A setting as YAML on one line below what it is; one that is not set is a comment. */
function linesOf({ setting: { path, description = '' }, value, isSet }: Row, section: string): readonly string[] {
  if (path === section) return [`${path}: ${flow(value)}`];
  const line = `${path.slice(section.length + 1)}: ${flow(value)}`;
  return [...comment(description, '  '), isSet ? `  ${line}` : `  # ${line}`];
}

/** A value on one line: `[a, b]`, `{ a: b }`. */
function flow(value: unknown): string {
  const edge = Array.isArray(value) ? 1 : 2;
  const style = { collectionStyle: 'flow', flowCollectionPadding: edge === 2, lineWidth: 0 } as const;
  return stringify([value], style).trim().slice(edge, -edge);
}

function comment(text: string, indent: string): readonly string[] {
  const before = `${indent}# `;
  return wrapped(text, COLUMNS - before.length).map((line) => `${before}${line}`);
}
