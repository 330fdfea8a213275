import { code } from '../../../src/review/markup.js';
import { findings, pageFindings } from '../checks/check.js';
import { panelChecks } from '../checks/index.js';
import { overlap, SCREEN } from '../checks/screen.js';
import { type Drawn, NOT_HERE, type PanelReport } from '../model/report.js';
import type { Cost } from './cost.js';

/** A dashboard that was drawn, or why it was not. */
export type Compared =
  | { readonly name: string; readonly drawn: Drawn; readonly cost: Cost }
  | { readonly name: string; readonly problem: string };

/** Kinds of panels that the preview draws; what others show is nobody's defect. */
const DRAWN_KINDS: readonly string[] = ['timeseries', 'stat', 'gauge', 'bargauge', 'table', 'heatmap', 'text'];
const HEADER = ['dashboard', 'panels', 'with data', 'first screen', 'queries', 'series', 'samples', 'findings'];

/** A table in Markdown: size, cost and the findings of each check, a dashboard a line. */
export function comparisonTable(compared: readonly Compared[]): string {
  return `${[HEADER, HEADER.map(() => '---'), ...compared.map(rowOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

/** The cells of a line. */
export function rowOf(one: Compared): readonly string[] {
  if ('problem' in one) return [code(one.name), ...HEADER.slice(2).map(() => ''), code(one.problem)];
  const { name, drawn, cost } = one;
  const left = drawn.whole.panels.filter((panel) => !isDrawn(panel)).length;
  const panels = drawn.whole.panels.filter(isDrawn);
  const seen = drawn.opened.panels.filter(isDrawn).filter(({ top }) => drawn.opened.header + top < SCREEN);
  return [
    code(name),
    `${drawn.whole.panels.length}${left === 0 ? '' : `, ${left} not drawn`}`,
    String(panels.filter(hasData).length),
    `${seen.filter(hasData).length} of ${seen.length}`,
    String(cost.queries),
    String(cost.series),
    cost.samples.toLocaleString('en'),
    foundOf(drawn),
  ];
}

function isDrawn({ type, error }: PanelReport): boolean {
  return DRAWN_KINDS.includes(type) && error?.endsWith(NOT_HERE) !== true;
}

function hasData({ type, fields, table }: PanelReport): boolean {
  return type === 'text' || fields.length > 0 || (table?.rows ?? 0) > 0;
}

/** Numbers of findings by check, the most first. The questions of a first screen are left out: they look for columns of our own. */
function foundOf(drawn: Drawn): string {
  const whole = { ...drawn.whole, panels: drawn.whole.panels.filter(isDrawn) };
  const found = [
    ...pageFindings(overlap, { ...drawn, whole }),
    ...panelChecks.flatMap((check) => findings(check, whole)),
  ];
  const counts = new Map<string, number>();
  for (const { check } of found) counts.set(check, (counts.get(check) ?? 0) + 1);
  const told = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([check, n]) => `${check} ${n}`);
  return told.length === 0 ? 'none' : told.join(', ');
}
