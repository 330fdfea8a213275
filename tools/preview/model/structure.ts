import { createHash } from 'node:crypto';
import type { Dashboard, Panel } from './dashboard.js';

const DIGITS = 16;

/**
 * What a picture of a dashboard shows, as a hash: kinds, titles and places of its panels. Two dashboards of one structure may differ in
 * numbers and colours, which no picture can keep up with.
 */
export function structureOf({ title, panels }: Pick<Dashboard, 'title' | 'panels'>): string {
  const shown = ({ type, title = '', gridPos: { x, y, w, h }, panels = [] }: Panel): unknown => [
    [type, title, x, y, w, h],
    panels.map(shown),
  ];
  return createHash('sha256')
    .update(JSON.stringify([title, panels.map(shown)]))
    .digest('hex')
    .slice(0, DIGITS);
}
