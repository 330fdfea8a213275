import { isDeepStrictEqual } from 'node:util';
import { type Change, type Section, say, type Words } from './change.js';
import { boardsOf, withoutBoards } from './dashboards.js';
import { type BothRules, regrouped } from './groups.js';
import { type Manifest, titleOf } from './manifests.js';
import { MONITORS } from './monitor-kinds.js';
import type { IsSame } from './pairs.js';
import { isRecord, pathChanges, saidOfPath, without } from './paths.js';
import { isPermission, PERMISSIONS, permissionChange, permissionWords, refused, runs } from './permissions.js';
import { ruleGroupsOf, withoutRules } from './rule-files.js';
import { monitorChanges, monitorWords, UNSCRAPED } from './scraping.js';
import { unselected } from './selected.js';

function sectionOf({ kind, object }: Manifest): Section {
  if (PERMISSIONS.includes(kind)) return 'permissions';
  if (MONITORS.includes(kind)) return 'scraping';
  return ruleGroupsOf(object).length > 0 ? 'records' : 'objects';
}

/** How an object may be known again where nothing has its kind, namespace and name, the surest first. */
export const MOVES: readonly IsSame<Manifest>[] = [
  (one, other) => one.kind === other.kind && one.name === other.name && !isOtherGrant(one, other),
  (one, other) =>
    one.kind === other.kind && !isOtherGrant(one, other) && isDeepStrictEqual(withoutPlace(one), withoutPlace(other)),
  // Rules, dashboards and monitors are given to other software as another kind.
  (one, other) => one.name === other.name && one.namespace === other.namespace && carriesAlike(one, other),
];

/** What grants something in one namespace is not what grants it in another. */
function isOtherGrant(one: Manifest, other: Manifest): boolean {
  return PERMISSIONS.includes(one.kind) && one.namespace !== other.namespace;
}

/** All but what tells an object's own place. */
function withoutPlace({ object }: Manifest): unknown {
  return isRecord(object) ? { ...object, metadata: without(object['metadata'], 'name', 'namespace') } : object;
}

function carriesAlike(one: Manifest, other: Manifest): boolean {
  if (MONITORS.includes(one.kind) && MONITORS.includes(other.kind)) return true;
  return [({ object }: Manifest) => ruleGroupsOf(object), boardsOf].some(
    (carried) => carried(one).length > 0 && carried(other).length > 0,
  );
}

/** An object that is at another place or of another kind. What else differs is told where the kind is the same. */
export function moved(from: Manifest, to: Manifest, rules: BothRules): readonly Change[] {
  const whole = ({ kind, namespace, name }: Manifest) => `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
  const grants = PERMISSIONS.includes(to.kind) ? permissionWords(to) : [];
  const renaming: Change = {
    section: sectionOf(to),
    action: 'renamed',
    subject: titleOf(to),
    says: [say`was ${whole(from)}, is ${whole(to)}`, ...grants],
    breaking:
      from.kind === to.kind
        ? say`the old object is deleted and a new one created; until then, and under the old name, there is nothing`
        : say`what looks for a ${from.kind} finds none any more`,
  };
  if (from.kind !== to.kind) return [renaming];
  const anywhere = (manifest: Manifest) => ({ ...manifest, object: withoutPlace(manifest) });
  return [renaming, ...ofPair(anywhere(from), anywhere(to), rules)];
}

/** An object that came or went. Its rules and dashboards are told by themselves. */
export function cameOrWent(action: 'added' | 'removed', manifest: Manifest): Change {
  const verb: Words = [action === 'added' ? 'is new' : 'is gone'];
  const words = PERMISSIONS.includes(manifest.kind) ? permissionWords(manifest) : [];
  const targets = MONITORS.includes(manifest.kind) ? [monitorWords(manifest)] : [];
  const process = runs(manifest) ? [say`runs a process`] : [];
  const section = runs(manifest) ? 'permissions' : sectionOf(manifest);
  const subject = titleOf(manifest);
  const change = { section, action, subject, says: [verb, ...words, ...targets, ...process] };
  return action === 'removed' && targets.length > 0 ? { ...change, breaking: UNSCRAPED } : change;
}

/** What differs in an object that stays, but for its rules and dashboards. */
export function ofPair(before: Manifest, after: Manifest, rules: BothRules): readonly Change[] {
  if (isDeepStrictEqual(before.object, after.object)) return [];
  const rest = pathChanges(withoutRules(withoutBoards(before)), withoutRules(withoutBoards(after)));
  const permissions = permissionChange(
    after,
    rest.filter((change) => isPermission(after, change)),
  );
  const lost = unselected(after, rest);
  if (MONITORS.includes(after.kind)) {
    const told = monitorChanges(before, after);
    return [...permissions, ...told.map((one) => (lost === undefined ? one : { breaking: lost, ...one }))];
  }
  const others = rest.filter((change) => !isPermission(after, change));
  const says = [...others.map(saidOfPath), ...regrouped(before.object, after.object, rules)];
  // What is only written on an object says nothing of what it is for.
  const onlyNoted = others.length === says.length && others.every(({ path }) => path.startsWith('metadata.'));
  const section = onlyNoted ? 'objects' : sectionOf(after);
  const change = { section, action: 'changed', subject: titleOf(after), says } as const;
  const breaking = refused(after, others) ?? lost;
  return [...permissions, ...(says.length === 0 ? [] : [breaking === undefined ? change : { ...change, breaking }])];
}
