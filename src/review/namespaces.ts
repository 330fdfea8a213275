import { type Change, say, sayList, type Words } from './change.js';
import type { Manifest } from './manifests.js';
import { MONITORS } from './monitor-kinds.js';
import { at, isRecord, listAt, without } from './paths.js';

const ALL = '*';

/** Namespaces of which nothing is scraped any more, or anything for the first time, by whichever monitor. */
export function namespaceChanges(before: readonly Manifest[], after: readonly Manifest[]): readonly Change[] {
  const [old, now] = [watched(before), watched(after)];
  if (old.size === 0 || now.size === 0) return [];
  const gone = [...old].filter((name) => name !== ALL && !now.has(name) && !now.has(ALL));
  const fresh = [...now].filter((name) => name !== ALL && !old.has(name) && !old.has(ALL));
  return [
    ...gone.map((subject) => change('removed', subject, say`is not monitored any more`, UNWATCHED)),
    ...fresh.map((subject) => change('added', subject, say`is monitored now`)),
    ...(old.has(ALL) && !now.has(ALL)
      ? [
          change(
            'changed',
            'every other namespace',
            sayList('only these are monitored now:', [...now].sort()),
            UNWATCHED,
          ),
        ]
      : []),
    ...(now.has(ALL) && !old.has(ALL)
      ? [change('changed', 'every other namespace', say`is monitored now, whoever makes it`)]
      : []),
  ];
}

const UNWATCHED = say`nothing in it is scraped: its panels are empty and its alerts silent, whatever happens there`;

function change(action: Change['action'], subject: string, says: Words, breaking?: Words): Change {
  return { section: 'namespaces', action, subject, says: [says], ...(breaking === undefined ? {} : { breaking }) };
}

/** The namespaces in which monitors look for targets, `*` for all. */
function watched(manifests: readonly Manifest[]): ReadonlySet<string> {
  return new Set(
    manifests
      .filter(({ kind }) => MONITORS.includes(kind))
      .flatMap(({ object, namespace }) => {
        if (at(object, 'spec', 'namespaceSelector', 'any') === true) return [ALL];
        const names = namesOf(object);
        return names.length > 0 ? names : [namespace];
      }),
  );
}

function namesOf(monitor: unknown): readonly string[] {
  return listAt(monitor, 'spec', 'namespaceSelector', 'matchNames').map(String);
}

/** Where a monitor looks for targets now and did not, and the other way round; nothing where it lists no namespaces. */
export function namespaceWords(before: unknown, after: unknown): readonly Words[] {
  const [old, now] = [namesOf(before), namesOf(after)];
  if (old.length === 0 || now.length === 0) return [];
  const fresh = now.filter((name) => !old.includes(name));
  const gone = old.filter((name) => !now.includes(name));
  return [
    ...(gone.length === 0 ? [] : [sayList('selects no targets any more in', gone)]),
    ...(fresh.length === 0 ? [] : [sayList('selects targets also in', fresh)]),
  ];
}

/** A monitor without the names of namespaces, where both list them. */
export function withoutNamespaces(monitor: unknown, other: unknown): unknown {
  if (namesOf(monitor).length === 0 || namesOf(other).length === 0 || !isRecord(monitor)) return monitor;
  const selector = without(at(monitor, 'spec', 'namespaceSelector'), 'matchNames');
  const spec = monitor['spec'];
  return { ...monitor, spec: isRecord(spec) ? { ...spec, namespaceSelector: selector } : spec };
}
