import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeKustomizations } from '../app/kustomization.js';
import { synthesize } from '../app/synthesis.js';
import { loadFolder } from '../files/load.js';
import { InvalidEnvironments } from '../lib/problem.js';
import { knownNames } from '../rules/known-names.js';
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
    const loaded = loadFolder(environments, knownNames);
    const { problems } = await synthesize({ loaded, folder, tell: () => undefined });
    if (problems.length > 0) throw new InvalidEnvironments(problems);
    writeKustomizations(loaded.environments, folder);
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
        'dist is not what synth writes from environments now; synthesize, and review again. It differs in',
        stale,
      );
}
