/** What the exit code of every command says. Scripts rely on it. */
export const EXIT = {
  /** It is done, and nothing is wrong. */
  fine: 0,
  /** It looked, and something is wrong with what it was given. */
  wrong: 1,
  /** It could not look. */
  unable: 2,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The one table of exit codes, which `--help` shows and docs/cli.md holds. */
export const EXIT_CODES: Readonly<Record<ExitCode, string>> = {
  0: 'it is done, and nothing is wrong',
  1:
    'something is wrong with what was given: an error in an environment file or in the output folder (synth), what ' +
    '--fail-on names (review), what a check finds (preview), a unit test that fails (test), an error or a warning (doctor), ' +
    'a name that nothing has (explain), a file that is there already (init)',
  2:
    'it could not be done: no such command or option, no such git ref or folder (review), no Chromium or no checkout (preview), no promtool (test), no answer from ' +
    'kubectl (init) or from what is to be examined (doctor)',
};
