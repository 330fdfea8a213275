import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { exitCodeOf, unanswered } from '@arks-monitoring/simulator/programs/ended.js';

const run = promisify(execFile);
const LONGEST_MINUTES = 10;
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** What a program said, whether or not it did what it was asked for. */
export interface Answer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a program runs, and all that it knows. */
interface AnswerOptions {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** What a program answers. Throws where it gives no answer: it cannot be started, or is ended before. */
export async function answerOf(program: string, args: readonly string[], { env, cwd }: AnswerOptions): Promise<Answer> {
  const options = { env, timeout: LONGEST_MINUTES * 60_000, maxBuffer: MOST_OUTPUT_BYTES };
  try {
    const running = run(program, args, cwd === undefined ? options : { ...options, cwd });
    running.child.stdin?.end();
    return { exitCode: 0, ...(await running) };
  } catch (error) {
    const exitCode = exitCodeOf(error);
    if (exitCode === undefined) throw unanswered([program, ...args].join(' '), error);
    const said = (stream: string) => String(Reflect.get(Object(error), stream) ?? '');
    return { exitCode, stdout: said('stdout'), stderr: said('stderr') };
  }
}
