import type { Change } from './change.js';
import { type Board, boardCameOrWent, boardChanges, boardsOf } from './dashboards.js';
import { keyOf, type Manifest } from './manifests.js';
import { paired } from './pairs.js';

/** What becomes of dashboards, wherever they are: links lead to a uid, and not to the object that holds it. */
export function dashboardChanges(before: readonly Manifest[], after: readonly Manifest[]): readonly Change[] {
  const { pairs, gone, fresh } = paired(before.flatMap(held), after.flatMap(held), [
    (one, other) => one.board.uid === other.board.uid && one.holder === other.holder,
    (one, other) => one.board.uid === other.board.uid,
    // An object that holds one dashboard before and after holds the same one, whatever it is called.
    (one, other) => one.isAlone && other.isAlone && one.holder === other.holder,
  ]);
  return [
    ...pairs.flatMap(({ from, to }) => boardChanges(from.board, to.board)),
    ...fresh.map(({ board }) => boardCameOrWent('added', board)),
    ...gone.map(({ board }) => boardCameOrWent('removed', board)),
  ];
}

interface Held {
  readonly board: Board;
  readonly holder: string;
  readonly isAlone: boolean;
}

function held(manifest: Manifest): readonly Held[] {
  const boards = boardsOf(manifest);
  return boards.map((board) => ({ board, holder: keyOf(manifest), isAlone: boards.length === 1 }));
}
