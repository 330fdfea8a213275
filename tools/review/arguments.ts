import { parseArgs } from 'node:util';

const FAILURES = ['never', 'breaking', 'any', 'stale'] as const;
type FailOn = (typeof FAILURES)[number];

/** What a review is asked for. */
export interface ReviewArguments {
  /** A git ref or a folder; nothing for where the work at hand left main. */
  readonly base: string | undefined;
  /** The folder that is compared with it. */
  readonly head: string;
  readonly format: 'markdown' | 'json';
  /** What makes the review fail: something that breaks, anything, an output that is not what the environments say. */
  readonly failOn: readonly FailOn[];
  readonly help: boolean;
}

export const USAGE = `npm run review -- [base] [--head <folder>] [--format markdown|json] [--fail-on breaking|any|stale]...

base: a git ref, or a folder of synthesized output; the merge base with main unless said
--head: the folder that is compared with it; dist unless said
--fail-on: breaking, where somebody is broken by a change; any, where something changes; stale, where dist is not what synth
  would write from environments now; may be given more than once
--help: this text
exit codes: 0 reviewed, 1 --fail-on found something, 2 nothing could be reviewed`;

const FORMATS = ['markdown', 'json'] as const;

/** Reads the command line. Throws with everything that is wrong with it. */
export function reviewArguments(words: readonly string[]): ReviewArguments {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      head: { type: 'string', default: 'dist' },
      format: { type: 'string', default: 'markdown' },
      'fail-on': { type: 'string', multiple: true, default: [] },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const format = FORMATS.find((one) => one === values.format);
  const failOn = values['fail-on'].map((word) => FAILURES.find((one) => one === word) ?? { word });
  const known = failOn.flatMap((one) => (typeof one === 'string' ? [one] : []));
  const unknown = failOn.flatMap((one) => (typeof one === 'string' ? [] : [one.word]));
  const problems = [
    ...(positionals.length > 1 ? [`there must be one base at most, got ${positionals.join(' ')}`] : []),
    ...(format === undefined ? [`--format must be one of ${FORMATS.join(', ')}, got "${values.format}"`] : []),
    ...unknown.map((word) => `--fail-on must be one of ${FAILURES.join(', ')}, got "${word}"`),
  ];
  if (format === undefined || problems.length > 0) throw new Error(problems.join('\n'));
  return { base: positionals[0], head: values.head, format, failOn: known, help: values.help };
}
