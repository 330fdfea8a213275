import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exitCodeOf, unanswered } from '../programs/ended.js';

/** What promtool said, and whether it agreed. */
export interface Answer {
  readonly ok: boolean;
  readonly output: string;
}

const run = promisify(execFile);
/** Every rule over an hour of hundreds of replicas takes minutes. */
const LONGEST_SECONDS = 600;
const MILLISECONDS = 1_000;
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;
/** Go would collect its garbage at every 4 MB, which is a quarter of the time of so short a run; memory is no matter here. */
const SELDOM_COLLECTED = { GOGC: '400' };

/**
 * Runs promtool over files of a temporary folder, which is gone afterwards; content that is no text is written as JSON.
 * Throws where it could not be started, was ended by a signal, or takes longer than so many seconds: it has not said anything then.
 */
export async function runPromtool(
  program: string,
  args: readonly string[],
  files: Readonly<Record<string, unknown>>,
  seconds = LONGEST_SECONDS,
): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-promtool-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), textOf(content));
    const env = { ...SELDOM_COLLECTED, ...process.env };
    const options = { cwd: folder, env, timeout: seconds * MILLISECONDS, maxBuffer: MOST_OUTPUT_BYTES };
    const { stdout, stderr } = await run(program, args, options);
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    if (isTooLate(error)) {
      throw new Error(`promtool ${args.join(' ')} was ended, since it took longer than ${seconds} s`);
    }
    if (exitCodeOf(error) === undefined) throw unanswered(program, error);
    const output = ['stdout', 'stderr'].map((name) => String(Reflect.get(Object(error), name) ?? '')).join('');
    return { ok: false, output: output === '' ? String(error) : output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Node ends a program that says too much, too, and names that as the code. */
function isTooLate(error: unknown): boolean {
  return Reflect.get(Object(error), 'killed') === true && typeof Reflect.get(Object(error), 'code') !== 'string';
}

/** JSON is YAML, too, and much quicker to write. */
function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}
