import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** What promtool said, and whether it agreed. */
export interface PromtoolAnswer {
  readonly ok: boolean;
  readonly output: string;
}

const run = promisify(execFile);
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs promtool over files of a temporary folder, which is gone afterwards; JSON is YAML to it. Throws, with what to install, where it is
 * not found, and where it gave no answer.
 */
export async function promtool(
  program: string,
  args: readonly string[],
  files: Readonly<Record<string, unknown>>,
): Promise<PromtoolAnswer> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-rules-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
    const { stdout, stderr } = await run(program, args, { cwd: folder, maxBuffer: MOST_OUTPUT_BYTES });
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    const said = (name: string): unknown => Reflect.get(Object(error), name);
    if (typeof said('code') === 'number') return { ok: false, output: `${said('stdout')}${said('stderr')}` };
    throw new Error(unanswered(program, said('code'), error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function unanswered(program: string, code: unknown, error: unknown): string {
  if (code === 'ENOENT') {
    return (
      `${program} is not there: install Prometheus 2.42 or later, of which promtool is a part ` +
      '(https://prometheus.io/download, or the package prometheus of Debian), or say --promtool <path>'
    );
  }
  return `${program} gave no answer: ${error instanceof Error ? error.message : String(error)}`;
}
