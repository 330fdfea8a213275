import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { RuleGroup } from '../../src/rules/rule-group.js';

const run = promisify(execFile);
const SECONDS = 1_000;

/** Runs promtool over files of a temporary folder; what it says, and whether it agreed. */
export async function promtool(
  program: string,
  args: readonly string[],
  files: Readonly<Record<string, unknown>>,
): Promise<{ readonly ok: boolean; readonly output: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-promtool-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      // JSON is YAML, and much quicker to write.
      writeFileSync(join(folder, name), JSON.stringify(content));
    }
    const { stdout, stderr } = await run(program, args, { cwd: folder, timeout: 60 * SECONDS });
    return { ok: true, output: stdout + stderr };
  } catch (error) {
    // One that was stopped for taking too long has not said anything.
    if (Reflect.get(Object(error), 'killed') === true) throw error;
    const output = ['stdout', 'stderr'].map((name) => String(Reflect.get(Object(error), name) ?? '')).join('');
    return { ok: false, output: output === '' ? String(error) : output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Whether promtool accepts these groups. */
export function checkRules(program: string, groups: readonly RuleGroup[]) {
  return promtool(program, ['check', 'rules', 'rules.yml'], { 'rules.yml': { groups } });
}
