import { isDeepStrictEqual } from 'node:util';
import { type Change, plainText } from './change.js';
import { compare } from './compare.js';
import { type Manifest, manifestsOf, type Tree } from './manifests.js';
import { anyCluster, ownCluster } from './own-cluster.js';

/** What changes in one environment, or alike in several. */
export interface Reviewed {
  readonly environments: readonly string[];
  readonly changes: readonly Change[];
}

/**
 * What changes between two outputs, environments that change alike together: what says only which cluster it is, is alike, and
 * is told with a placeholder where there are several. Throws with every file that is not YAML.
 */
export function review(before: Tree, after: Tree): readonly Reviewed[] {
  const [old, now] = [byEnvironment(manifestsOf(before)), byEnvironment(manifestsOf(after))];
  const names = [...new Set([...old.keys(), ...now.keys()])].sort();
  const alike = new Map<string, Reviewed>();
  for (const name of names) {
    const [from, to] = [old.get(name) ?? [], now.get(name) ?? []];
    const changes = compare(from, to);
    if (changes.length === 0) continue;
    const whole = withoutCluster(changes, from, to);
    const key = JSON.stringify(whole);
    const others = alike.get(key);
    alike.set(
      key,
      others === undefined
        ? { environments: [name], changes }
        : { environments: [...others.environments, name], changes: whole },
    );
  }
  return [...alike.values()];
}

/** Changes without the name of the cluster; as they are where that is what changes. */
function withoutCluster(
  changes: readonly Change[],
  before: readonly Manifest[],
  after: readonly Manifest[],
): readonly Change[] {
  const [from, to] = [ownCluster(before), ownCluster(after)];
  const own = before.length === 0 ? to : after.length === 0 ? from : isDeepStrictEqual(from, to) ? to : undefined;
  return own === undefined ? changes : changes.map((change) => anyCluster(change, own));
}

/** Whether somebody is broken by it. */
export function isBreaking({ breaking }: Change): boolean {
  return breaking !== undefined;
}

/** Values by what they have in common, in the order in which that is seen first. */
export function groupedBy<Value, Key>(
  values: readonly Value[],
  keyOf: (value: Value) => Key,
): ReadonlyMap<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

/** The review as JSON, for programs. */
export function reviewJson(reviewed: readonly Reviewed[]): string {
  return `${JSON.stringify(
    reviewed.map(({ environments, changes }) => ({
      environments,
      changes: changes.map(({ says, breaking, ...change }) => ({
        ...change,
        says: says.map(plainText),
        ...(breaking === undefined ? {} : { breaking: plainText(breaking) }),
      })),
    })),
    null,
    2,
  )}\n`;
}

function byEnvironment(manifests: readonly Manifest[]): ReadonlyMap<string, readonly Manifest[]> {
  return groupedBy(manifests, ({ environment }) => environment);
}
