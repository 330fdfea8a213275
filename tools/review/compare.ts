import { isDeepStrictEqual } from 'node:util';
import { alertChanges } from './alerts.js';
import { dashboardChanges } from './board-pairs.js';
import { type Action, type Change, SECTIONS, type Section, say, type Words } from './change.js';
import { boardsOf, withoutBoards } from './dashboards.js';
import { type BothRules, regrouped } from './groups.js';
import { keyOf, type Manifest, titleOf } from './manifests.js';
import { objectiveChanges } from './objectives.js';
import { type IsSame, paired } from './pairs.js';
import { isRecord, pathChanges, saidOfPath, textsAt, without } from './paths.js';
import { isPermission, PERMISSIONS, permissionChange, permissionWords, runs } from './permissions.js';
import { readersIn } from './readers.js';
import { recordChanges } from './records.js';
import { ruleGroupsOf, withoutRules } from './rule-files.js';
import { rulesOf } from './rules.js';
import { MONITORS, monitorChanges, monitorWords } from './scraping.js';

/** The annotation under which synth writes why alerts are off. */
const OFF = 'arks.ai/alerts-off';

/** Everything that is different between two outputs of one environment, by section and subject. */
export function compare(before: readonly Manifest[], after: readonly Manifest[]): readonly Change[] {
  const rules = { before: rulesOf(before), after: rulesOf(after) };
  const stays = paired(before, after, [(one, other) => keyOf(one) === keyOf(other)]);
  const moves = paired(stays.gone, stays.fresh, MOVES);
  const changes = [
    ...alertChanges(rules.before, rules.after, reasonsIn(after)),
    ...objectiveChanges(rules.before, rules.after),
    ...recordChanges(rules.before, rules.after, readersIn([...rules.before, ...rules.after], [...before, ...after])),
    ...dashboardChanges(before, after),
    ...moves.pairs.flatMap(({ from, to }) => moved(from, to, rules)),
    ...moves.fresh.map((one) => cameOrWent('added', one)),
    ...moves.gone.map((one) => cameOrWent('removed', one)),
    ...stays.pairs.flatMap(({ from, to }) => ofPair(from, to, rules)),
  ];
  return changes.toSorted((a, b) => place(a).localeCompare(place(b), 'en'));
}

function place({ section, subject, action }: Change): string {
  return `${SECTIONS.indexOf(section)} ${subject} ${action}`;
}

function sectionOf({ kind, object }: Manifest): Section {
  if (PERMISSIONS.includes(kind)) return 'permissions';
  if (MONITORS.includes(kind)) return 'scraping';
  return ruleGroupsOf(object).length > 0 ? 'records' : 'objects';
}

/** How an object may be known again where nothing has its kind, namespace and name, the surest first. */
const MOVES: readonly IsSame<Manifest>[] = [
  (one, other) => one.kind === other.kind && one.name === other.name,
  (one, other) => one.kind === other.kind && isDeepStrictEqual(withoutPlace(one), withoutPlace(other)),
  // Rules and dashboards are given to other software as another kind.
  (one, other) => one.name === other.name && one.namespace === other.namespace && carriesAlike(one, other),
];

/** All but what tells an object's own place. */
function withoutPlace({ object }: Manifest): unknown {
  return isRecord(object) ? { ...object, metadata: without(object['metadata'], 'name', 'namespace') } : object;
}

function carriesAlike(one: Manifest, other: Manifest): boolean {
  return [({ object }: Manifest) => ruleGroupsOf(object), boardsOf].some(
    (carried) => carried(one).length > 0 && carried(other).length > 0,
  );
}

/** An object that is at another place or of another kind. What else differs is told where the kind is the same. */
function moved(from: Manifest, to: Manifest, rules: BothRules): readonly Change[] {
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
function cameOrWent(action: 'added' | 'removed', manifest: Manifest): Change {
  const verb: Words = [action === 'added' ? 'is new' : 'is gone'];
  const words = PERMISSIONS.includes(manifest.kind) ? permissionWords(manifest) : [];
  const targets = MONITORS.includes(manifest.kind) ? [monitorWords(manifest)] : [];
  const process = runs(manifest) ? [say`runs a process`] : [];
  const section = runs(manifest) ? 'permissions' : sectionOf(manifest);
  const subject = titleOf(manifest);
  return { section, action, subject, says: [verb, ...words, ...targets, ...process] };
}

function ofPair(before: Manifest, after: Manifest, rules: BothRules): readonly Change[] {
  if (isDeepStrictEqual(before.object, after.object)) return [];
  if (MONITORS.includes(after.kind)) return monitorChanges(before, after);
  const rest = pathChanges(withoutRules(withoutBoards(before)), withoutRules(withoutBoards(after)));
  const others = [
    ...rest.filter((change) => !isPermission(after, change)).map(saidOfPath),
    ...regrouped(before.object, after.object, rules),
  ];
  return [
    ...permissionChange(
      after,
      rest.filter((change) => isPermission(after, change)),
    ),
    ...(others.length === 0
      ? []
      : [{ section: sectionOf(after), action: 'changed' as Action, subject: titleOf(after), says: others }]),
  ];
}

/** Why alerts are off, by their names. */
function reasonsIn(manifests: readonly Manifest[]): ReadonlyMap<string, string> {
  return new Map(
    manifests
      .flatMap(({ object }) => (textsAt(object, 'metadata', 'annotations')[OFF] ?? '').split('\n'))
      .flatMap((line) => {
        const [, name, reason] = /^(\w+): (.*)$/.exec(line) ?? [];
        return name === undefined || reason === undefined ? [] : [[name, reason] as const];
      }),
  );
}
