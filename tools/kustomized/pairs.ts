import type { Manifest } from '../../src/review/manifests.js';

/** An object as synth wrote it, and what Kustomize made of it. */
export interface Pair {
  readonly before: Manifest;
  readonly after: Manifest;
}

/** What Kustomize put around names. */
interface Renaming {
  readonly prefix: string;
  readonly suffix: string;
}

/**
 * Each object with what became of it; what an overlay leaves out is in no pair. Kustomize puts one prefix and one suffix around all
 * names, so those that most names agree about are the ones.
 */
export function pairsOf(before: readonly Manifest[], after: readonly Manifest[]): readonly Pair[] {
  const { prefix, suffix } = renamingOf(before, after);
  return before.flatMap((one) => {
    const called = after.filter(({ kind, name }) => kind === one.kind && name === `${prefix}${one.name}${suffix}`);
    const found = called.find(({ namespace }) => namespace === one.namespace) ?? called[0];
    return found === undefined ? [] : [{ before: one, after: found }];
  });
}

function renamingOf(before: readonly Manifest[], after: readonly Manifest[]): Renaming {
  const votes = new Map<string, Renaming & { readonly votes: number }>();
  for (const { kind, name } of before) {
    for (const other of after) {
      const start = other.kind === kind ? other.name.indexOf(name) : -1;
      if (start < 0) continue;
      const renaming = { prefix: other.name.slice(0, start), suffix: other.name.slice(start + name.length) };
      const key = JSON.stringify(renaming);
      votes.set(key, { ...renaming, votes: (votes.get(key)?.votes ?? 0) + 1 });
    }
  }
  const none = { prefix: '', suffix: '', votes: 0 };
  return [...votes.values()].reduce((most, one) => (one.votes > most.votes ? one : most), none);
}
