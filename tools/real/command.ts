import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { exitCodeOf, unanswered } from '@arks-monitoring/simulator/programs/ended.js';

const run = promisify(execFile);
/** A package that is built from source on two busy cores takes minutes. */
const LONGEST_MINUTES = 40;
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;
const TAIL_LINES = 25;

/** Where a command runs and what it knows beside the environment of this process. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What it reads from its standard input; nothing unless said. */
  readonly input?: string;
}

/** What a command printed. Throws with the command and the tail of its errors where it fails. */
export async function output(
  program: string,
  args: readonly string[],
  { cwd, env, input = '' }: CommandOptions = {},
): Promise<string> {
  try {
    const running = run(program, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...env },
      timeout: LONGEST_MINUTES * 60_000,
      maxBuffer: MOST_OUTPUT_BYTES,
    });
    // One that ends without reading says why on its own.
    running.child.stdin?.on('error', () => {}).end(input);
    return (await running).stdout;
  } catch (error) {
    if (exitCodeOf(error) === undefined) throw unanswered([program, ...args].join(' '), error);
    const said = String(Reflect.get(Object(error), 'stderr') ?? '') || String(error);
    throw new Error(
      `${[program, ...args].join(' ')} failed:\n${said.trimEnd().split('\n').slice(-TAIL_LINES).join('\n')}`,
    );
  }
}

/** Whether a command runs at all. */
export async function answers(program: string, args: readonly string[]): Promise<boolean> {
  return run(program, args).then(
    () => true,
    () => false,
  );
}
