import { parseArgs } from 'node:util';
import { DEFAULT_FAULTS } from '../data/data-sets.js';
import { offered, unknownFault } from './offered.js';

/** What is asked for on the command line. */
export interface DemoOptions {
  /** What has gone wrong before the demo opens. */
  readonly faults: readonly string[];
  /** Of the pages; one that the system gives where it is undefined. */
  readonly port: number | undefined;
  /** How much of the past there is when it opens. */
  readonly minutes: number;
  /** Whether it ends with the picture of the documentation. */
  readonly picture: boolean;
}

const DEFAULT_MINUTES = 60;
const LEAST_MINUTES = 5;
const MOST_MINUTES = 360;
const MOST_PORT = 65_535;

export const HELP = `npm run demo -- [options]
  --fault <name>   what goes wrong half an hour before the demo opens; several times for several (--list)
  --minutes <n>    how much of the past there is when it opens; ${DEFAULT_MINUTES} unless said
  --port <n>       of the pages on 127.0.0.1; a free one unless said
  --picture        writes the picture of the documentation, docs/pictures/demo.png, once somebody is told, and ends
  --list           lists the faults
  --help           lists these options`;

/** The faults as a table for people. */
export function faultList(): string {
  const width = Math.max(...offered.map(({ name }) => name.length));
  return offered.map(({ name, title }) => `${name.padEnd(width)}  ${title}`).join('\n');
}

/** Reads a command line: what is only to be printed, options, or everything that is wrong with it. */
export function demoOptions(
  args: readonly string[],
): { readonly print: string } | DemoOptions | { readonly problems: readonly string[] } {
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed(args);
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
  if (values.help === true) return { print: HELP };
  if (values.list === true) return { print: faultList() };
  const { picture = false, fault: faults = picture ? DEFAULT_FAULTS : [], port, minutes } = values;
  const problems = [
    ...faults
      .filter((name) => !offered.some((one) => one.name === name))
      .map((name) => `--fault: ${unknownFault(name)}`),
    ...wholeNumber('--port', port, 1, MOST_PORT),
    ...wholeNumber('--minutes', minutes, LEAST_MINUTES, MOST_MINUTES),
  ];
  if (problems.length > 0) return { problems };
  return {
    faults,
    port: port === undefined ? undefined : Number(port),
    minutes: Number(minutes ?? DEFAULT_MINUTES),
    picture,
  };
}

function parsed(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      fault: { type: 'string', multiple: true },
      port: { type: 'string' },
      minutes: { type: 'string' },
      picture: { type: 'boolean' },
      list: { type: 'boolean' },
      help: { type: 'boolean' },
    },
    strict: true,
    allowPositionals: false,
  }).values;
}

function wholeNumber(option: string, text: string | undefined, least: number, most: number): readonly string[] {
  if (text === undefined) return [];
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most
    ? []
    : [`${option} must be a whole number from ${least} to ${most}, got "${text}"`];
}
