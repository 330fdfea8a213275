import type { Dashboard, GridPosition, Panel } from './dashboard.js';
import type { Scoped, Variables } from './interpolate.js';

/** A panel or a row where it is drawn, with the value that it is repeated for. */
export interface Placed {
  readonly panel: Panel;
  readonly scoped: Scoped;
  readonly at: GridPosition;
  /** Of a row alone: whether its panels are shown. */
  readonly open: boolean;
}

/** Pixels: what Grafana leaves of 1920 beside its margins, the height of a cell, and what is between two. */
export const GRID = { columns: 24, width: 1_888, cell: 30, gap: 8 } as const;
/** Panels of one line, where a repeated panel does not say. */
const MOST_PER_LINE = 4;

/** Pixels of a place on a grid of this width. */
export function pixelsOf({ x, y, w, h }: GridPosition, width: number = GRID.width) {
  const column = (width - (GRID.columns - 1) * GRID.gap) / GRID.columns;
  return {
    left: x * (column + GRID.gap),
    top: y * (GRID.cell + GRID.gap),
    width: w * column + (w - 1) * GRID.gap,
    height: h * GRID.cell + (h - 1) * GRID.gap,
  };
}

/** A row with what stands below it, up to the next one; what stands before all rows has none. */
interface Section {
  readonly row: Panel | undefined;
  readonly panels: readonly Panel[];
}

/** Everything with its place: rows opened by their id, repeats drawn once for each value. */
export function placed(dashboard: Dashboard, variables: Variables, isOpen: (row: Panel) => boolean): readonly Placed[] {
  const out: Placed[] = [];
  let top = 0;
  for (const { row, panels } of sectionsOf(dashboard)) {
    const times = row?.repeat === undefined ? [{}] : valuesOf(row.repeat, variables);
    for (const scoped of times) {
      const open = row === undefined || isOpen(row);
      if (row !== undefined) {
        out.push({ panel: row, scoped, at: { ...row.gridPos, y: top }, open });
        top += row.gridPos.h;
      }
      if (!open) continue;
      const below = linesOf(panels, scoped, variables, top);
      out.push(...below);
      top = Math.max(top, ...below.map(({ at }) => at.y + at.h));
    }
  }
  return out;
}

function sectionsOf({ panels }: Dashboard): readonly Section[] {
  const sections: { row: Panel | undefined; panels: Panel[] }[] = [{ row: undefined, panels: [] }];
  for (const panel of [...panels].sort(byPlace)) {
    if (panel.type === 'row') sections.push({ row: panel, panels: [...(panel.panels ?? [])] });
    else sections.at(-1)?.panels.push(panel);
  }
  return sections;
}

/** Panels below one another from `top` on; a repeated one takes as many lines as it needs, and moves what follows. */
function linesOf(panels: readonly Panel[], scoped: Scoped, variables: Variables, top: number): readonly Placed[] {
  const ordered = [...panels].sort(byPlace);
  const first = ordered[0]?.gridPos.y ?? 0;
  let moved = top - first;
  return ordered.flatMap((panel) => {
    const { gridPos } = panel;
    const at = { ...gridPos, y: gridPos.y + moved };
    if (panel.repeat === undefined) return [{ panel, scoped, at, open: true }];
    const values = valuesOf(panel.repeat, variables);
    const perLine =
      panel.repeatDirection === 'v' ? 1 : Math.min(panel.maxPerRow ?? MOST_PER_LINE, Math.max(1, values.length));
    const w = panel.repeatDirection === 'v' ? gridPos.w : Math.floor(GRID.columns / perLine);
    moved += (Math.max(1, Math.ceil(values.length / perLine)) - 1) * gridPos.h;
    return values.map((value, index) => ({
      panel,
      scoped: { ...scoped, ...value },
      at: { ...at, x: (index % perLine) * w, y: at.y + Math.floor(index / perLine) * gridPos.h, w },
      open: true,
    }));
  });
}

function valuesOf(name: string, variables: Variables): readonly Scoped[] {
  return (variables.get(name)?.values ?? []).map((value) => ({ [name]: value }));
}

function byPlace(a: Panel, b: Panel): number {
  return a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x;
}
