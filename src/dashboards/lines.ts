import type { Panel } from './dashboard.js';

export const COLUMNS = 24;

/** Panels from left to right, in lines that are at most as wide as the grid. */
export function linesOf(panels: readonly Panel[]): readonly (readonly Panel[])[] {
  const lines: Panel[][] = [[]];
  for (const panel of panels) {
    const last = lines.at(-1) ?? [];
    if (widthOf(last) + panel.width <= COLUMNS) last.push(panel);
    else lines.push([panel]);
  }
  return lines.filter((line) => line.length > 0);
}

/** The same panels as wide as the grid together, each with its share of what is left over. */
export function stretched(line: readonly Panel[]): readonly Panel[] {
  const width = widthOf(line);
  let end = 0;
  let before = 0;
  return line.map((panel) => {
    before += panel.width;
    const start = end;
    end = Math.round((before * COLUMNS) / width);
    return { ...panel, width: end - start };
  });
}

export function widthOf(line: readonly Panel[]): number {
  return line.reduce((sum, { width }) => sum + width, 0);
}
