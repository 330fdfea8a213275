import { existsSync, readdirSync, statSync } from 'node:fs';
import { oneOf } from '../checks.js';
import type { ListedScenario } from '../scenarios/listed.js';
import { chosenScenario } from './chosen-scenario.js';
import { numberProblems } from './numbers.js';
import { type Given, givenOptions, type OptionName } from './options.js';

/** What the command is asked to do. */
export type Run =
  | { readonly way: 'help' }
  | { readonly way: 'list' }
  | {
      readonly way: 'serve';
      readonly scenario: ListedScenario;
      readonly speed: number;
      readonly withPrometheus: boolean;
    }
  | { readonly way: 'promtool'; readonly scenario: ListedScenario; readonly out: string }
  | { readonly way: 'tsdb'; readonly scenario: ListedScenario; readonly out: string; readonly untilSeconds: number };

/** An hour in six seconds: faster than that nothing is seen any more. */
const MOST_SPEED = 600;
const WAYS: readonly string[] = ['promtool', 'tsdb'];
/** The ways in which an option means something, where that is not all of them. */
const MEANT_FOR: readonly (readonly [OptionName, readonly string[]])[] = [
  ['speed', ['serve']],
  ['prometheus', ['serve']],
  ['out', WAYS],
  ['until', ['tsdb']],
];
const MILLISECONDS = 1_000;

/** Reads a command line; `now` in Unix seconds. What is wrong with it is told all at once. */
export function runOf(args: readonly string[], now: number): Run | { readonly problems: readonly string[] } {
  const given = givenOptions(args);
  const { values } = given;
  if (given.problems.length === 0 && values.help !== undefined) return { way: 'help' };
  if (given.problems.length === 0 && values.list !== undefined) return { way: 'list' };
  const chosen = chosenScenario(given);
  const [to] = values.to ?? [];
  const [speed] = values.speed ?? [];
  const [out] = values.out ?? [];
  const [until] = values.until ?? [];
  const problems = [
    ...given.problems,
    ...('problems' in chosen ? chosen.problems : []),
    ...(to === undefined ? [] : oneOf('--to', to, WAYS)),
    ...meaningless(given, to ?? 'serve'),
    ...numberProblems('--speed', speed, { whole: false, least: 0.01, most: MOST_SPEED }),
    ...(to !== undefined && out === undefined ? ['--to needs a folder: --out <folder>, got nothing'] : []),
    ...(out === undefined ? [] : folderProblems(out)),
    ...(until === undefined ? [] : dateProblems(until, now)),
  ];
  if ('problems' in chosen || problems.length > 0) return { problems };
  const { scenario } = chosen;
  if (out !== undefined && to === 'promtool') return { way: 'promtool', scenario, out };
  if (out !== undefined && to === 'tsdb') {
    const untilSeconds = until === undefined ? Math.floor(now) : Date.parse(until) / MILLISECONDS;
    return { way: 'tsdb', scenario, out, untilSeconds };
  }
  return { way: 'serve', scenario, speed: Number(speed ?? 1), withPrometheus: values.prometheus !== undefined };
}

function meaningless({ values }: Given, way: string): readonly string[] {
  // A way that there is not has been told already.
  if (way !== 'serve' && !WAYS.includes(way)) return [];
  return MEANT_FOR.filter(([name, ways]) => values[name] !== undefined && !ways.includes(way)).map(([name, ways]) =>
    ways.includes('serve')
      ? `--${name} is for serving, so it must not stand beside --to ${way}`
      : `--${name} is for ${ways.map((one) => `--to ${one}`).join(' and ')}, which must be given, too`,
  );
}

/** What is there already must not be lost. */
function folderProblems(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) return [`--out must be a folder, got the file "${folder}"`];
  const { length } = readdirSync(folder);
  return length === 0 ? [] : [`--out must be empty or not there yet, got "${folder}" with ${length} entries`];
}

function dateProblems(text: string, now: number): readonly string[] {
  const seconds = Date.parse(text) / MILLISECONDS;
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(seconds))
    return [`--until must be a date such as 2026-03-01 or 2026-03-01T12:00:00Z, got "${text}"`];
  return seconds <= now ? [] : [`--until must not be in the future, got "${text}"`];
}
