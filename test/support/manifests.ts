import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { parse } from 'yaml';
import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { memoize } from '../../src/lib/memoize.js';

/** Environments of tests differ in a few files; nobody changes what is read here. So many are those of some ten environments. */
const MOST = 1_300;
const parsed = memoize((text: string): unknown => parse(text), MOST);

/** What synth makes of an environment. */
export interface Synthesized {
  /** Its objects by `<Kind>.<name>`, read back from their files. */
  readonly written: ReadonlyMap<string, unknown>;
  /** The texts of these files. */
  readonly texts: ReadonlyMap<string, string>;
  /** The same names, of the objects that were constructed, sorted. */
  readonly constructed: readonly string[];
}

/** The objects that synth writes for an environment, by `<Kind>.<name>`, read back from their files. */
export function manifestsOf(environment: Environment): ReadonlyMap<string, unknown> {
  return synthesized(environment).written;
}

/** Synthesizes an environment into a temporary folder; Applications, which lie in another folder, are left out. */
export function synthesized(environment: Environment): Synthesized {
  const folder = mkdtempSync(join(tmpdir(), 'arks-manifests-'));
  try {
    const app = createApp([environment], folder);
    app.synth();
    const written = join(folder, environment.name);
    const [chart] = app.charts.filter(({ node }) => node.id === environment.name);
    const objects = (chart?.node.findAll() ?? []).filter((construct) => construct instanceof ApiObject);
    const texts = new Map(
      readdirSync(written).map((file) => [file.replace(/\.k8s\.yaml$/, ''), readFileSync(join(written, file), 'utf8')]),
    );
    return {
      texts,
      written: new Map([...texts].map(([name, text]) => [name, parsed(text)])),
      constructed: objects.map(({ kind, name }) => `${kind}.${name}`).sort(),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
