import { treeOf } from '../promql/build.js';
import type { DataPanel, Panel, Query, Row } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { linesOf, stretched } from './lines.js';
import { reduced } from './queries.js';

type Answers = Pick<Drawing, 'answered' | 'cluster'>;

/**
 * Rows without what nobody can answer in an environment: queries of panels, panels that have none left, and rows in which nothing is
 * asked any more. The panels beside take their place.
 */
export function drawableRows(rows: readonly Row[], answers: Answers): readonly Row[] {
  return rows.flatMap((row) => {
    const lines = linesOf(row.panels).map((line) => {
      const left = line.flatMap((panel) => drawablePanel(panel, answers));
      return left.length === line.length ? left : stretched(left);
    });
    const panels = lines.flat();
    const asks = (all: readonly Panel[]) => all.some(({ kind }) => kind !== 'text');
    return asks(row.panels) && !asks(panels) ? [] : [{ ...row, panels }];
  });
}

function drawablePanel(panel: Panel, answers: Answers): readonly Panel[] {
  if (panel.kind === 'text') return [panel];
  const [first, ...rest] = panel.queries.filter((query) => isAnswered(query, answers));
  if (first === undefined) return [];
  const drawable: DataPanel = { ...panel, queries: [first, ...rest] };
  return [drawable];
}

function isAnswered(query: Query, { answered, cluster }: Answers): boolean {
  return answered(treeOf(reduced(query, cluster.label, []))).size > 0;
}
