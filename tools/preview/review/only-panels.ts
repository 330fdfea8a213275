import type { Dashboard, Panel } from '../model/dashboard.js';
import { readDashboard } from '../model/read-dashboard.js';
import { repeatOf, type Side } from './changed-panels.js';

/** A dashboard with these panels alone, below one another, numbered from 1 on in their order; each keeps its size. */
export function onlyPanels(sides: readonly [Side, ...Side[]]): Dashboard {
  const [{ board }] = sides;
  const read = (panels: unknown) => readDashboard(JSON.stringify({ ...Object(board.json), panels }));
  let y = 0;
  const panels = read(sides.map(({ panel }) => panel)).panels.map((panel, index): Panel => {
    const gridPos = { ...panel.gridPos, x: 0, y };
    y += gridPos.h;
    const variable = sides[index] === undefined ? '' : repeatOf(sides[index]);
    // What stands in a repeated row asks for the value of that row.
    const repeat = panel.repeat === undefined && variable !== '' ? { repeat: variable, repeatDirection: 'v' } : {};
    return { ...panel, ...repeat, id: index + 1, gridPos };
  });
  return { ...read([]), panels };
}
