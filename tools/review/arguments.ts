import { parseArgs } from 'node:util';

/** What a review is asked for. */
export interface ReviewArguments {
  /** A git ref or a folder; nothing for where the work at hand left main. */
  readonly base: string | undefined;
  /** The folder that is compared with it. */
  readonly head: string;
  readonly format: 'markdown' | 'json';
  readonly failOn: 'never' | 'breaking' | 'any';
}

export const USAGE = `npm run review -- [base] [--head <folder>] [--format markdown|json] [--fail-on breaking|any]

base: a git ref, or a folder of synthesized output; the merge base with main unless said
--head: the folder that is compared with it; dist unless said
exit codes: 0 reviewed, 1 --fail-on found something, 2 nothing could be reviewed`;

const FORMATS = ['markdown', 'json'] as const;
const FAILURES = ['never', 'breaking', 'any'] as const;

/** Reads the command line. Throws with everything that is wrong with it. */
export function reviewArguments(words: readonly string[]): ReviewArguments {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      head: { type: 'string', default: 'dist' },
      format: { type: 'string', default: 'markdown' },
      'fail-on': { type: 'string', default: 'never' },
    },
  });
  const format = FORMATS.find((one) => one === values.format);
  const failOn = FAILURES.find((one) => one === values['fail-on']);
  const problems = [
    ...(positionals.length > 1 ? [`there must be one base at most, got ${positionals.join(' ')}`] : []),
    ...(format === undefined ? [`--format must be one of ${FORMATS.join(', ')}, got "${values.format}"`] : []),
    ...(failOn === undefined ? [`--fail-on must be one of ${FAILURES.join(', ')}, got "${values['fail-on']}"`] : []),
  ];
  if (format === undefined || failOn === undefined || problems.length > 0) throw new Error(problems.join('\n'));
  return { base: positionals[0], head: values.head, format, failOn };
}
