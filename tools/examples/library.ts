import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs the example of the library, which can be done once in a process, and gives what it wrote by file name. */
export async function libraryResults(): Promise<Readonly<Record<string, string>>> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-example-'));
  const before = process.env['CDK8S_OUTDIR'];
  try {
    process.env['CDK8S_OUTDIR'] = folder;
    await import('../../examples/library/main.js');
    return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  } finally {
    if (before === undefined) delete process.env['CDK8S_OUTDIR'];
    else process.env['CDK8S_OUTDIR'] = before;
    rmSync(folder, { recursive: true, force: true });
  }
}
