import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeKustomizations } from '../../src/app/kustomization.js';
import { synthesize } from '../../src/app/synthesis.js';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { sayList, type Words } from './change.js';
import type { Tree } from './manifests.js';
import { folderTree } from './trees.js';

/**
 * The environments, folders of an output, of which synth would write something else now, sorted. Synthesizes them anew into a
 * folder of its own. Throws with what is wrong with the environments, of which nothing can be written.
 */
export async function staleEnvironments(environments: string, output: Tree): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-review-'));
  try {
    const loaded = loadEnvironments(environments, knownNames, []);
    await synthesize({ environments: loaded, folder, tell: () => undefined });
    writeKustomizations(loaded, folder);
    const fresh = folderTree(folder);
    const paths = [...new Set([...fresh.keys(), ...output.keys()])].filter(
      (path) => fresh.get(path) !== output.get(path),
    );
    return [...new Set(paths.map((path) => path.split('/', 1)[0] ?? ''))].sort();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a reviewer is told of it; nothing where there is nothing to tell. */
export function staleWords(stale: readonly string[]): Words | undefined {
  return stale.length === 0
    ? undefined
    : sayList(
        'dist is not what synth writes from environments now; run npm run synth, and review again. It differs in',
        stale,
      );
}
