import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

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

/**
 * Runs promtool over files of a temporary folder, which is gone afterwards; content that is no text is written as JSON.
 * Throws where it takes longer than so many seconds: one that was ended has not said anything.
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
    const options = { cwd: folder, timeout: seconds * MILLISECONDS, maxBuffer: MOST_OUTPUT_BYTES };
    const { stdout, stderr } = await run(program, args, options);
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    if (Reflect.get(Object(error), 'killed') === true) {
      throw new Error(`promtool ${args.join(' ')} was ended, since it took longer than ${seconds} s`);
    }
    const output = ['stdout', 'stderr'].map((name) => String(Reflect.get(Object(error), name) ?? '')).join('');
    return { ok: false, output: output === '' ? String(error) : output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** JSON is YAML, too, and much quicker to write. */
function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}
