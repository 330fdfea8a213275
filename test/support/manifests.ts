import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { createApp } from '../../src/app.js';
import type { Environment } from '../../src/config/environment.js';

/** The objects that synth writes for an environment, by `<Kind>.<name>`, read back from their files. */
export function manifestsOf(environment: Environment): ReadonlyMap<string, unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-manifests-'));
  try {
    createApp([environment], folder).synth();
    const written = join(folder, environment.name);
    return new Map(
      readdirSync(written).map((file) => [
        file.replace(/\.k8s\.yaml$/, ''),
        parse(readFileSync(join(written, file), 'utf8')),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
