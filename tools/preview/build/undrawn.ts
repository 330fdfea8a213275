import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Drawn } from '../model/report.js';
import type { UndrawnProps } from '../page/undrawn.js';

const HERE = join(import.meta.dirname, '..');

/** What pages would draw, without a browser: Grafana's own code for data, bundled for Node, which cannot load it as it is published. */
export async function undrawing(): Promise<(props: UndrawnProps) => Promise<Drawn>> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-preview-'));
  const file = join(folder, 'undrawn.cjs');
  try {
    await build({
      entryPoints: [join(HERE, 'page/undrawn.ts')],
      absWorkingDir: HERE,
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      jsx: 'automatic',
      logLevel: 'error',
      // Asked as modules load, for the language and the keys of whoever reads.
      banner: {
        js: "globalThis.window ??= globalThis; globalThis.navigator ??= { language: 'en', languages: ['en'], platform: '', userAgent: '' };",
      },
    });
    return createRequire(import.meta.url)(file).undrawn;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
