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
const LONGEST_MINUTES = 10;
const MILLISECONDS_PER_MINUTE = 60_000;
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** Runs promtool over files of a temporary folder, which is gone afterwards; content that is no text is written as JSON. */
export async function runPromtool(
  program: string,
  args: readonly string[],
  files: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-promtool-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), textOf(content));
    const options = { cwd: folder, timeout: LONGEST_MINUTES * MILLISECONDS_PER_MINUTE, maxBuffer: MOST_OUTPUT_BYTES };
    const { stdout, stderr } = await run(program, args, options);
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    const output = ['stdout', 'stderr'].map((name) => String(Reflect.get(Object(error), name) ?? '')).join('');
    const killed = Reflect.get(Object(error), 'killed') === true;
    const reason = killed ? `promtool was ended, since it took longer than ${LONGEST_MINUTES} minutes` : String(error);
    return { ok: false, output: killed || output === '' ? `${output}${reason}` : output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** JSON is YAML, too, and much quicker to write. */
function textOf(content: unknown): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}
