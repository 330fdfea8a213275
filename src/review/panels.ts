import { isDeepStrictEqual } from 'node:util';
import { say, sayBecame, sayList, type Words } from './change.js';
import { expressionDiff } from './expressions.js';
import { at, isRecord, listAt, pathChanges, saidOfPath, shown, shownPair, textAt, without } from './paths.js';

/** A panel and the row that it stands in. */
export interface Panel {
  readonly row: string;
  readonly panel: unknown;
}

/** Settings that reviewers know by a word. */
const KNOWN: readonly (readonly [string, readonly string[]])[] = [
  ['type', ['type']],
  ['description', ['description']],
  ['unit', ['fieldConfig', 'defaults', 'unit']],
  ['without data', ['fieldConfig', 'defaults', 'noValue']],
  ['repeated by', ['repeat']],
];
const MOST_OTHERS = 5;

/** What becomes of a panel, a sentence each; changed queries go to the diffs, under the key of the panel. */
export function panelWords(before: Panel, after: Panel, diffs: string[], key: string): readonly Words[] {
  const [old, now] = [before.panel, after.panel];
  const says: Words[] = [...queryWords(old, now, diffs, key)];
  if (before.row !== after.row) says.push(say`moved from row ${before.row} to ${after.row}`);
  for (const [word, path] of KNOWN) {
    const [was, is] = [at(old, ...path), at(now, ...path)];
    if (!isDeepStrictEqual(was, is)) says.push(sayBecame(word, ...shownPair(was, is)));
  }
  const [limits, limitsNow] = [thresholds(old), thresholds(now)];
  if (limits !== limitsNow) says.push(sayBecame('thresholds', ...shownPair(limits || 'none', limitsNow || 'none')));
  const others = pathChanges(rest(old), rest(now)).map(({ path }) => path);
  if (others.length > 0) {
    const more = others.length - MOST_OTHERS;
    says.push([
      ...sayList('how it is drawn:', others.slice(0, MOST_OTHERS)),
      ...(more > 0 ? [` and ${more} more`] : []),
    ]);
  }
  // Where it stands on the screen and which number it has says nothing to a reader, unless nothing else does.
  const place = (panel: unknown) => ({ id: at(panel, 'id'), gridPos: at(panel, 'gridPos') });
  const moved = pathChanges(place(old), place(now)).map(saidOfPath);
  if (says.length === 0 && moved.length > 0) says.push(['moved: ', ...joined(moved)]);
  return says;
}

/** Sentences as one, with commas. */
export function joined(words: readonly Words[]): Words {
  return words.flatMap((one, index) => (index === 0 ? one : [', ', ...one]));
}

function queryWords(before: unknown, after: unknown, diffs: string[], key: string): readonly Words[] {
  const [old, now] = [queries(before), queries(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((refId) => {
    const [was, is] = [old.get(refId), now.get(refId)];
    if (was === is) return [];
    diffs.push(`# ${key} ${refId}\n${expressionDiff(was ?? '', is ?? '')}`);
    if (was === undefined) return [say`query ${refId} is new`];
    return [is === undefined ? say`query ${refId} is gone` : say`query ${refId} changed`];
  });
}

/** Queries by refId; those of one refId, or of none, are counted. */
function queries(panel: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const target of listAt(panel, 'targets')) {
    const refId = textAt(target, 'refId');
    found.set(found.has(refId) ? `${refId} #${found.size}` : refId, textAt(target, 'expr'));
  }
  return found;
}

/** Where a value begins to mean something else: `above 5 #D55E00`. */
function thresholds(panel: unknown): string {
  return listAt(panel, 'fieldConfig', 'defaults', 'thresholds', 'steps')
    .map((step) => {
      const value = at(step, 'value');
      return `${value === null || value === undefined ? 'below' : shown(value)} ${shown(at(step, 'color'))}`;
    })
    .join(', ');
}

/** A panel without what is told by itself. */
function rest(panel: unknown): unknown {
  if (!isRecord(panel)) return panel;
  const config = at(panel, 'fieldConfig');
  const defaults = without(at(config, 'defaults'), 'unit', 'noValue', 'thresholds');
  const limits = at(config, 'defaults', 'thresholds');
  const steps = listAt(limits, 'steps')
    .map((step) => without(step, 'value', 'color'))
    .filter((step) => shown(step) !== '{}');
  return {
    ...Object.fromEntries(
      Object.entries(panel).filter(
        ([key]) => !['id', 'gridPos', 'panels', 'title', 'type', 'description', 'repeat', 'targets'].includes(key),
      ),
    ),
    ...(isRecord(config)
      ? { fieldConfig: { ...config, defaults, thresholds: [without(limits, 'steps'), steps] } }
      : {}),
    targets: listAt(panel, 'targets').map((target) => without(target, 'expr')),
  };
}
