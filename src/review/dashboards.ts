import { memoize } from '../../src/lib/memoize.js';
import { type Change, say, sayList, type Words } from './change.js';
import type { Manifest } from './manifests.js';
import { joined, type Panel, panelWords } from './panels.js';
import { at, isRecord, listAt, pathChanges, saidOfPath, textAt, textsAt, without } from './paths.js';
import { classicView } from './resource-board.js';

/** A dashboard as an object carries it. */
export interface Board {
  readonly uid: string;
  readonly title: string;
  readonly json: unknown;
}

const DOCUMENTED = /^arks-/;
/** A dashboard has some 100 kB, and is asked for by everything that looks at it; more than those of two outputs are not needed. */
const MOST = 100;
const parsedJson = memoize((text: string): unknown => {
  try {
    const json: unknown = JSON.parse(text);
    return classicView(json) ?? json;
  } catch {
    return undefined;
  }
}, MOST);

/** The dashboards of an object: a ConfigMap has them in its data, a GrafanaDashboard in its spec, a GrafanaManifest one as its template. */
export function boardsOf({ kind, object }: Manifest): readonly Board[] {
  const texts = kind === 'ConfigMap' ? Object.values(textsAt(object, 'data')) : [textAt(object, 'spec', 'json')];
  return [...texts.map(parsed), classicView(at(object, 'spec', 'template'))].flatMap((json) => {
    const uid = textAt(json, 'uid');
    return uid === '' || !Array.isArray(at(json, 'panels')) ? [] : [{ uid, title: textAt(json, 'title'), json }];
  });
}

/** The object without its dashboards, which are told by themselves. */
export function withoutBoards({ kind, object }: Manifest): unknown {
  if (!isRecord(object)) return object;
  const key = kind === 'ConfigMap' ? 'data' : 'spec';
  const inner = at(object, key);
  if (!isRecord(inner)) return object;
  const told = (value: unknown) => textAt(parsed(value) ?? classicView(value), 'uid') !== '';
  const rest = Object.entries(inner).map(([name, value]) => [name, told(value) ? 'a dashboard' : value] as const);
  return { ...object, [key]: Object.fromEntries(rest) };
}

/** What becomes of one dashboard, paired by uid or by the object that holds it. */
export function boardChanges(before: Board, after: Board): readonly Change[] {
  const [old, now] = [panelsOf(before), panelsOf(after)];
  const says: Words[] = [];
  const diffs: string[] = [];
  for (const [key, { row }] of now) if (!old.has(key)) says.push(say`panel ${key} is new, in row ${row}`);
  for (const key of old.keys()) if (!now.has(key)) says.push(say`panel ${key} is gone`);
  for (const [key, panel] of old) {
    const other = now.get(key);
    if (other === undefined) continue;
    const words = panelWords(panel, other, diffs, key);
    if (words.length > 0) says.push(['panel ', { quoted: key }, ': ', ...joined(words)]);
  }
  const shell = (json: unknown) => ({ ...asRecord(without(json, 'panels', 'templating')), variables: variables(json) });
  for (const change of pathChanges(shell(before.json), shell(after.json))) says.push(saidOfPath(change));
  if (says.length === 0) return [];
  const left = variables(after.json);
  const lost = Object.keys(variables(before.json)).filter((name) => left[name] === undefined);
  const breaking =
    before.uid !== after.uid
      ? say`links and bookmarks lead to ${before.uid}, which is not there any more`
      : lost.length > 0
        ? sayList('links and bookmarks that set it choose nothing:', lost)
        : undefined;
  const page = DOCUMENTED.test(after.uid) ? [say`what it answers: ${`docs/dashboards/${after.uid}.md`}`] : [];
  return [
    {
      section: 'dashboards',
      action: 'changed',
      subject: after.uid,
      says: [...says, ...page],
      ...(breaking === undefined ? {} : { breaking }),
      ...(diffs.length === 0 ? {} : { diff: diffs.join('\n\n') }),
    },
  ];
}

/** Panels and rows by title; titles that are there more than once are counted. */
export function panelsOf({ json }: Pick<Board, 'json'>): ReadonlyMap<string, Panel> {
  const found = new Map<string, Panel>();
  let row = '';
  const add = (panel: unknown) => {
    const title = textAt(panel, 'title') || textAt(panel, 'type');
    let key = title;
    for (let number = 2; found.has(key); number += 1) key = `${title} #${number}`;
    found.set(key, { row, panel });
  };
  for (const panel of listAt(json, 'panels')) {
    if (textAt(panel, 'type') === 'row') row = textAt(panel, 'title');
    add(panel);
    for (const inner of listAt(panel, 'panels')) add(inner);
  }
  return found;
}

function variables(json: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(listAt(json, 'templating', 'list').map((variable) => [textAt(variable, 'name'), variable]));
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string' || !text.trimStart().startsWith('{')) return undefined;
  return parsedJson(text);
}

/** A dashboard that came or went. */
export function boardCameOrWent(action: 'added' | 'removed', { uid, title, json }: Board): Change {
  const panels = [...panelsOf({ json }).keys()];
  return action === 'added'
    ? { section: 'dashboards', action, subject: uid, says: [say`is new: ${title}`, sayList('panels:', panels)] }
    : {
        section: 'dashboards',
        action,
        subject: uid,
        says: [say`is gone: ${title}`],
        breaking: say`links from alerts and bookmarks lead to nothing`,
      };
}
