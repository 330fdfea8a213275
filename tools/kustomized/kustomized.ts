import { someOf } from '../../src/files/shared-problems.js';
import { type Manifest, manifestsOf } from '../../src/review/manifests.js';
import type { LeftBehind } from './left-behind.js';
import { type Pair, pairsOf } from './pairs.js';
import { changedLabels, changedPeers, lostPods, movedObjects, renamedJobs } from './places.js';
import { danglingReferences } from './references.js';
import { lostServices, lostTargets } from './targets.js';

/** What Kustomize made of a folder: how many of its objects are there, and what it left behind. */
export interface Kustomized {
  readonly objects: number;
  /** A line each, alike ones in one. */
  readonly problems: readonly string[];
}

const OUTPUT = 'output.yaml';
const OBJECT_FILE = /\.k8s\.yaml$/;

/**
 * Holds what `kustomize build` printed against the folder of an environment as synth wrote it. Throws where a text is not YAML, and
 * where the output holds nothing of the folder.
 */
export function kustomized(folder: ReadonlyMap<string, string>, output: string): Kustomized {
  const before = manifestsOf(new Map([...folder].filter(([file]) => OBJECT_FILE.test(file))));
  const pairs = pairsOf(before, manifestsOf(new Map([[OUTPUT, output]])));
  if (pairs.length === 0) throw new Error('the output must hold objects of the folder, got none');
  return { objects: pairs.length, problems: lines(leftBehind(before, pairs)) };
}

function leftBehind(before: readonly Manifest[], pairs: readonly Pair[]): readonly LeftBehind[] {
  return [
    ...danglingReferences(before, pairs),
    ...lostServices(pairs),
    ...lostTargets(pairs),
    ...renamedJobs(pairs),
    ...lostPods(pairs),
    ...changedPeers(pairs),
    ...changedLabels(pairs),
    ...movedObjects(pairs),
  ];
}

function lines(all: readonly LeftBehind[]): readonly string[] {
  const alike = new Map<string, { readonly one: LeftBehind; readonly objects: Set<string> }>();
  for (const one of all) {
    const key = JSON.stringify([one.path, one.found, one.expected]);
    const same = alike.get(key) ?? { one, objects: new Set<string>() };
    same.objects.add(one.object);
    alike.set(key, same);
  }
  return [...alike.values()].map(
    ({ one: { path, found, expected }, objects }) =>
      `${someOf([...objects])}: ${path} must be ${expected}, got ${found}`,
  );
}
