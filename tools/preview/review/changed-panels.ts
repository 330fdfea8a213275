import { isDeepStrictEqual } from 'node:util';
import type { Words } from '../../../src/review/change.js';
import { type Board, boardsOf, panelsOf } from '../../../src/review/dashboards.js';
import { manifestsOf, type Tree } from '../../../src/review/manifests.js';
import { type Panel, panelWords } from '../../../src/review/panels.js';
import { at, listAt, textAt, without } from '../../../src/review/paths.js';

/** A panel of a dashboard, as one of two outputs has it. */
export interface Side extends Panel {
  readonly board: Board;
}

/** A panel that is not drawn as before, alike in these environments; one side is missing where it came or went. */
export interface ChangedPanel {
  readonly environments: readonly string[];
  readonly uid: string;
  /** Its title, counted where the dashboard has several of it. */
  readonly key: string;
  readonly before: Side | undefined;
  readonly after: Side | undefined;
  /** What becomes of it, in the words of the review. */
  readonly says: readonly Words[];
}

/** What two outputs draw otherwise. */
export interface Redrawn {
  /** Those that differ between environments further back, and those that are words alone last. */
  readonly panels: readonly ChangedPanel[];
  /** Dashboards whose variables, annotations or time change, which may change every panel of theirs. */
  readonly shells: readonly string[];
}

/** Every panel that two outputs draw otherwise. A panel that only stands elsewhere is none. Throws with every file that is not YAML. */
export function redrawnPanels(before: Tree, after: Tree): Redrawn {
  const [old, now] = [boards(before, after), boards(after, before)];
  const alike = new Map<string, ChangedPanel>();
  const shells = new Set<string>();
  for (const key of [...new Set([...old.keys(), ...now.keys()])].sort()) {
    const [from, to] = [old.get(key), now.get(key)];
    const environment = key.slice(0, key.indexOf('/'));
    for (const panel of changedIn(environment, from, to)) {
      const same = JSON.stringify([panel.uid, panel.key, shownOf(panel.before), shownOf(panel.after)]);
      const others = alike.get(same);
      const environments = [...(others?.environments ?? []), environment];
      alike.set(same, { ...(others ?? panel), environments });
    }
    if (from !== undefined && to !== undefined && !isDeepStrictEqual(shellOf(from), shellOf(to))) shells.add(to.uid);
  }
  return { panels: inOrder([...alike.values()]), shells: [...shells] };
}

/** Dashboards by environment and uid, of the files in which the trees differ. */
function boards(tree: Tree, other: Tree): ReadonlyMap<string, Board> {
  const differing = new Map([...tree].filter(([path, text]) => other.get(path) !== text && text.includes('"uid"')));
  return new Map(
    manifestsOf(differing).flatMap((manifest) =>
      boardsOf(manifest).map((board) => [`${manifest.environment}/${board.uid}`, board] as const),
    ),
  );
}

function changedIn(environment: string, from: Board | undefined, to: Board | undefined): readonly ChangedPanel[] {
  const [old, now] = [sidesOf(from), sidesOf(to)];
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((key) => {
    const [before, after] = [old.get(key), now.get(key)];
    if (isDeepStrictEqual(shownOf(before), shownOf(after))) return [];
    const says = before === undefined || after === undefined ? [] : panelWords(before, after, [], key);
    return [{ environments: [environment], uid: (to ?? from)?.uid ?? '', key, before, after, says }];
  });
}

function sidesOf(board: Board | undefined): ReadonlyMap<string, Side> {
  if (board === undefined) return new Map();
  const sides = [...panelsOf(board)].filter(([, { panel }]) => textAt(panel, 'type') !== 'row');
  return new Map(sides.map(([key, panel]) => [key, { ...panel, board }]));
}

/** All of a panel that can be seen: not its number, nor where it stands. */
function shownOf(side: Side | undefined): unknown {
  if (side === undefined) return undefined;
  const size = { w: at(side.panel, 'gridPos', 'w'), h: at(side.panel, 'gridPos', 'h') };
  return [without(side.panel, 'id', 'gridPos'), size, repeatOf(side)];
}

/** By which variable the row of a panel is repeated. */
export function repeatOf({ board, row }: Side): string {
  return textAt(
    listAt(board.json, 'panels').find((one) => textAt(one, 'type') === 'row' && textAt(one, 'title') === row),
    'repeat',
  );
}

function shellOf({ json }: Board): unknown {
  return ['templating', 'annotations', 'time'].map((key) => at(json, key));
}

function inOrder(panels: readonly ChangedPanel[]): readonly ChangedPanel[] {
  const seen = new Set<string>();
  const placed = panels.map((panel) => {
    const name = JSON.stringify([panel.uid, panel.key]);
    const isFurther = seen.has(name);
    seen.add(name);
    return { panel, place: Number(isText(panel)) * 2 + Number(isFurther) };
  });
  return placed.toSorted((a, b) => a.place - b.place).map(({ panel }) => panel);
}

function isText({ before, after }: ChangedPanel): boolean {
  return textAt((after ?? before)?.panel, 'type') === 'text';
}
