import type { ClassicPanel } from './classic.js';
import type { LintRule } from './rule.js';

const COLUMNS = 24;

/** Where panels are, and that they stay there. */
export const layoutRules: readonly LintRule[] = [
  {
    name: 'uneditable-dashboard',
    sentence: 'nobody edits a dashboard in Grafana: it would be overwritten',
    findings: ({ uid, editable }) => (editable ? [uid] : []),
  },
  {
    name: 'no-overlap-no-hole',
    sentence: 'panels fill the 24 columns without holes, and none lies over another',
    findings: ({ uid, panels }) =>
      [panels, ...panels.map((row) => row.panels)].flatMap(gridProblems).map((problem) => `${uid}: ${problem}`),
  },
];

/** What is wrong with panels of one group: panels of a collapsed row are placed from its own top. */
function gridProblems(panels: readonly ClassicPanel[]): readonly string[] {
  const taken = new Map<string, string>();
  const problems: string[] = [];
  for (const { title, gridPos } of panels) {
    const { x, y, w, h } = gridPos;
    if (x < 0 || y < 0 || x + w > COLUMNS) problems.push(`"${title}" leaves the grid at ${x}/${y}, ${w} wide`);
    for (const cell of cellsOf(gridPos)) {
      const other = taken.get(cell);
      if (other !== undefined) problems.push(`"${title}" lies over "${other}" at ${cell}`);
      taken.set(cell, title);
    }
    if (h < 1 || w < 1) problems.push(`"${title}" has no size`);
  }
  return [...problems, ...holes(panels, taken)];
}

/** The lines between the top and the bottom of a group that are not full. */
function holes(panels: readonly ClassicPanel[], taken: ReadonlyMap<string, string>): readonly string[] {
  const top = Math.min(...panels.map(({ gridPos }) => gridPos.y));
  const bottom = Math.max(...panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  if (panels.length === 0) return [];
  return Array.from({ length: bottom - top }, (_, index) => top + index)
    .filter((y) => Array.from({ length: COLUMNS }, (_, x) => `${x}/${y}`).some((cell) => !taken.has(cell)))
    .map((y) => `line ${y} has a hole`);
}

function cellsOf({ x, y, w, h }: ClassicPanel['gridPos']): readonly string[] {
  return Array.from({ length: w * h }, (_, index) => `${x + (index % w)}/${y + Math.floor(index / w)}`);
}
