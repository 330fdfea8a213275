import { parseArgs } from 'node:util';
import { nearest } from '../lib/nearest.js';

/** What was asked for on the command line. */
export interface Arguments {
  /** Patterns of names of environments; every environment where there is none. */
  readonly only: readonly string[];
  readonly verbose: boolean;
}

const OPTIONS = { only: { type: 'string', multiple: true }, verbose: { type: 'boolean' } } as const;
const NAMES: readonly string[] = Object.keys(OPTIONS);

/** Each option with what it does. */
export const USAGE = [
  'usage: npm run synth -- [--only <pattern>]... [--verbose]',
  '  --only <pattern>  synthesizes the environments of that name, * for anything and ? for any one letter; may be repeated,',
  '                    and leaves every other folder of the output as it is',
  '  --verbose         lists every file and every prediction, however many environments there are',
].join('\n');

/** Reads a command line. Throws with all that is wrong with it, and with the usage. */
export function argumentsOf(words: readonly string[]): Arguments {
  const { tokens } = parseArgs({ args: [...words], options: OPTIONS, strict: false, tokens: true });
  const only: string[] = [];
  const problems = tokens.flatMap((token): readonly string[] => {
    if (token.kind === 'option-terminator') return [];
    if (token.kind === 'positional') return [`arguments must be options, got "${token.value}"`];
    const { name, rawName, value } = token;
    if (!NAMES.includes(name)) return [unknownOption(name, rawName)];
    if (name === 'verbose') return value === undefined ? [] : [`${rawName} takes no value, got "${value}"`];
    // `--only --verbose` has --verbose for a value here.
    if (value === undefined || value === '' || value.startsWith('--')) {
      return [`${rawName} must be followed by a pattern, got ${value === undefined ? 'nothing' : `"${value}"`}`];
    }
    only.push(value);
    return [];
  });
  if (problems.length > 0) throw new Error([...problems, USAGE].join('\n'));
  return { only, verbose: tokens.some((token) => token.kind === 'option' && token.name === 'verbose') };
}

function unknownOption(name: string, written: string): string {
  const meant = nearest(name, NAMES);
  const hint =
    meant === undefined ? `allowed are ${NAMES.map((one) => `--${one}`).join(', ')}` : `did you mean --${meant}?`;
  return `${written} is not an option; ${hint}`;
}
