import { isDeepStrictEqual } from 'node:util';
import { alertChanges } from './alerts.js';
import { type Action, type Change, SECTIONS, type Section, say, type Words } from './change.js';
import { boardCameOrWent, boardChanges, boardsOf, withoutBoards } from './dashboards.js';
import { type BothRules, regrouped, withoutRules } from './groups.js';
import { keyOf, type Manifest, titleOf } from './manifests.js';
import { objectiveChanges } from './objectives.js';
import { isRecord, listAt, pathChanges, saidOfPath, textsAt, without } from './paths.js';
import { isPermission, PERMISSIONS, permissionChange, permissionWords, runs } from './permissions.js';
import { recordChanges } from './records.js';
import { readBy, rulesOf } from './rules.js';
import { MONITORS, monitorChanges, monitorWords } from './scraping.js';

/** The annotation under which synth writes why alerts are off. */
const OFF = 'arks.ai/alerts-off';

/** Everything that is different between two outputs of one environment, by section and subject. */
export function compare(before: readonly Manifest[], after: readonly Manifest[]): readonly Change[] {
  const old = new Map(before.map((manifest) => [keyOf(manifest), manifest]));
  const now = new Map(after.map((manifest) => [keyOf(manifest), manifest]));
  const gone = before.filter((manifest) => !now.has(keyOf(manifest)));
  const fresh = after.filter((manifest) => !old.has(keyOf(manifest)));
  const renamed = gone.flatMap((manifest) => {
    const same = fresh.find((other) => isSameElsewhere(manifest, other));
    return same === undefined ? [] : [{ from: manifest, to: same }];
  });
  const pairs = before.flatMap((manifest) => {
    const other = now.get(keyOf(manifest));
    return other === undefined ? [] : [{ from: manifest, to: other }];
  });
  const [rulesBefore, rulesAfter] = [rulesOf(before), rulesOf(after)];
  const changes = [
    ...alertChanges(rulesBefore, rulesAfter, reasonsIn(after)),
    ...objectiveChanges(rulesBefore, rulesAfter),
    ...recordChanges(rulesBefore, rulesAfter, (record) => readersOf(record, [...before, ...after])),
    ...renamed.map(({ from, to }) => renaming(from, to)),
    ...fresh
      .filter((manifest) => !renamed.some(({ to }) => to === manifest))
      .flatMap((one) => cameOrWent('added', one)),
    ...gone
      .filter((manifest) => !renamed.some(({ from }) => from === manifest))
      .flatMap((one) => cameOrWent('removed', one)),
    ...pairs.flatMap(({ from, to }) => ofPair(from, to, { before: rulesBefore, after: rulesAfter })),
  ];
  return changes.toSorted((a, b) => place(a).localeCompare(place(b), 'en'));
}

function place({ section, subject, action }: Change): string {
  return `${SECTIONS.indexOf(section)} ${subject} ${action}`;
}

function sectionOf({ kind, object }: Manifest): Section {
  if (PERMISSIONS.includes(kind)) return 'permissions';
  if (MONITORS.includes(kind)) return 'scraping';
  return listAt(object, 'spec', 'groups').length > 0 ? 'records' : 'objects';
}

/** All but what tells an object's own place. */
function isSameElsewhere(one: Manifest, other: Manifest): boolean {
  const rest = ({ object }: Manifest) =>
    isRecord(object) ? { ...object, metadata: without(object['metadata'], 'name', 'namespace') } : object;
  return one.kind === other.kind && isDeepStrictEqual(rest(one), rest(other));
}

function renaming(from: Manifest, to: Manifest): Change {
  const whole = ({ kind, namespace, name }: Manifest) => `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
  return {
    section: sectionOf(to),
    action: 'renamed',
    subject: titleOf(to),
    says: [say`was ${whole(from)}, is ${whole(to)}`],
    breaking: say`the old object is deleted and a new one created; until then, and under the old name, there is nothing`,
  };
}

/** An object that came or went. Its rules and dashboards are told by themselves. */
function cameOrWent(action: 'added' | 'removed', manifest: Manifest): readonly Change[] {
  const boards = boardsOf(manifest).map((board) => boardCameOrWent(action, board));
  const verb: Words = [action === 'added' ? 'is new' : 'is gone'];
  const words = PERMISSIONS.includes(manifest.kind) ? permissionWords(manifest) : [];
  const targets = MONITORS.includes(manifest.kind) ? [monitorWords(manifest)] : [];
  const process = runs(manifest) ? [say`runs a process`] : [];
  const section = runs(manifest) ? 'permissions' : sectionOf(manifest);
  const subject = titleOf(manifest);
  return [...boards, { section, action, subject, says: [verb, ...words, ...targets, ...process] }];
}

function ofPair(before: Manifest, after: Manifest, rules: BothRules): readonly Change[] {
  if (isDeepStrictEqual(before.object, after.object)) return [];
  if (MONITORS.includes(after.kind)) return monitorChanges(before, after);
  const [old, now] = [boardsOf(before), boardsOf(after)];
  const [only, onlyNow] = [old[0], now[0]];
  // An object that holds one dashboard before and after holds the same one, whatever it is called.
  const boards =
    old.length === 1 && now.length === 1 && only !== undefined && onlyNow !== undefined
      ? boardChanges(only, onlyNow)
      : [
          ...old.filter(({ uid }) => !now.some((one) => one.uid === uid)).map((one) => boardCameOrWent('removed', one)),
          ...now.filter(({ uid }) => !old.some((one) => one.uid === uid)).map((one) => boardCameOrWent('added', one)),
          ...old.flatMap((one) =>
            now.filter(({ uid }) => uid === one.uid).flatMap((other) => boardChanges(one, other)),
          ),
        ];
  const rest = pathChanges(withoutRules(withoutBoards(before)), withoutRules(withoutBoards(after)));
  const others = [
    ...rest.filter((change) => !isPermission(after, change)).map(saidOfPath),
    ...regrouped(before.object, after.object, rules),
  ];
  return [
    ...boards,
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

/** Everything that reads a record: alerts, other records, dashboards. */
function readersOf(record: string, manifests: readonly Manifest[]): readonly string[] {
  const rules = rulesOf(manifests).filter(({ expr }) => readBy(expr).includes(record));
  const boards = manifests.flatMap(boardsOf).filter(({ json }) => JSON.stringify(json).includes(record));
  return [
    ...new Set([...rules.map(({ alert, record: other }) => alert || other), ...boards.map(({ uid }) => uid)]),
  ].sort();
}
