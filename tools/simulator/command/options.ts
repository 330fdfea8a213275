import { parseArgs } from 'node:util';
import { nearest } from '../../../src/lib/nearest.js';

/** Options of the command, what their values are, and what they do. */
export const OPTIONS = {
  scenario: { value: '<name>', help: 'what is played; standard unless said' },
  fault: { value: '<name>[@<minute>]', help: 'something that goes wrong besides; may be given several times' },
  minutes: { value: '<n>', help: 'how long, instead of as long as the scenario lasts' },
  speed: { value: '<n>', help: 'so many times as fast as real time; 1 unless said' },
  prometheus: { value: undefined, help: 'starts a Prometheus over it, with the rules' },
  to: { value: 'promtool|tsdb', help: 'plays at once and writes to a folder, instead of serving' },
  out: { value: '<folder>', help: 'the folder; it must be empty or not there yet' },
  until: { value: '<date>', help: 'when the last scrape of a tsdb is; now unless said' },
  list: { value: undefined, help: 'lists scenarios and faults' },
  help: { value: undefined, help: 'lists these options' },
} as const satisfies Readonly<Record<string, { readonly value: string | undefined; readonly help: string }>>;

export type OptionName = keyof typeof OPTIONS;

/** What was given on the command line, every value of an option in its order; '' for one that takes none. */
export interface Given {
  readonly values: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  /** What is wrong with the line, whatever the values mean. */
  readonly problems: readonly string[];
}

const REPEATED: readonly string[] = ['fault'];
const names = Object.keys(OPTIONS);

/** Reads a command line; nothing of it stops at the first thing that is wrong. */
export function givenOptions(args: readonly string[]): Given {
  const options = Object.fromEntries(
    Object.entries(OPTIONS).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  const values: Partial<Record<OptionName, string[]>> = {};
  const problems = tokens.flatMap((token): readonly string[] => {
    if (token.kind === 'option-terminator') return [];
    if (token.kind === 'positional') return [`arguments must be options, got "${token.value}"`];
    if (!isOption(token.name)) return [unknownOption(token.name, token.rawName)];
    const { value } = OPTIONS[token.name];
    if (value === undefined && token.value !== undefined)
      return [`${token.rawName} takes no value, got "${token.value}"`];
    // `--to --out` leaves --to without a value where it is strict, and takes --out for its value where it is not.
    if (value !== undefined && (token.value ?? '--').startsWith('--'))
      return [`${token.rawName} must be followed by ${value}, got ${token.value ?? 'nothing'}`];
    const known = values[token.name] ?? [];
    values[token.name] = [...known, token.value ?? ''];
    return [];
  });
  return { values, problems: [...problems, ...repeated(values)] };
}

function isOption(name: string): name is OptionName {
  return names.includes(name);
}

function unknownOption(name: string, written: string): string {
  const meant = nearest(name, names);
  const hint =
    meant === undefined ? `allowed are ${names.map((one) => `--${one}`).join(', ')}` : `did you mean --${meant}?`;
  return `${written} is not an option; ${hint}`;
}

function repeated(values: Given['values']): readonly string[] {
  return Object.entries(values)
    .filter(([name, all]) => all.length > 1 && !REPEATED.includes(name))
    .map(([name, all]) => `--${name} must be given once, got ${all.map((one) => `"${one}"`).join(' and ')}`);
}

/** The options as a table for people. */
export function helpText(): string {
  const rows = Object.entries(OPTIONS).map(([name, { value, help }]) => [
    value === undefined ? `--${name}` : `--${name} ${value}`,
    help,
  ]);
  const width = Math.max(...rows.map(([option = '']) => option.length));
  return [
    'npm run simulate -- [options]',
    ...rows.map(([option = '', help]) => `  ${option.padEnd(width)}  ${help}`),
  ].join('\n');
}
