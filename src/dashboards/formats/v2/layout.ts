import {
  type GridLayoutItemKind,
  RepeatMode,
  type RepeatOptions,
  type RowsLayoutKind,
} from '@grafana/grafana-foundation-sdk/dashboardv2';
import type { BoardPanel, RowOfBoard } from '../board.js';
import { elementName } from './elements.js';

/** Rows, each with a grid of its own that counts from its first line. */
export function layoutOf(rows: readonly RowOfBoard[]): RowsLayoutKind {
  return {
    kind: 'RowsLayout',
    spec: {
      rows: rows.map(({ title, collapsed, panels }) => ({
        kind: 'RowsLayoutRow',
        spec: { title, collapse: collapsed, layout: { kind: 'GridLayout', spec: { items: panels.map(itemOf) } } },
      })),
    },
  };
}

function itemOf(panel: BoardPanel): GridLayoutItemKind {
  const { x, y, w: width, h: height } = panel.gridPos;
  const element = { kind: 'ElementReference' as const, name: elementName(panel) };
  const repeat = repeatOf(panel);
  return {
    kind: 'GridLayoutItem',
    spec: { x, y, width, height, element, ...(repeat === undefined ? {} : { repeat }) },
  };
}

function repeatOf({ repeat, repeatDirection, maxPerRow }: BoardPanel): RepeatOptions | undefined {
  if (repeat === undefined) return undefined;
  return {
    mode: RepeatMode.Variable,
    value: repeat,
    ...(repeatDirection === undefined ? {} : { direction: repeatDirection }),
    ...(maxPerRow === undefined ? {} : { maxPerRow }),
  };
}
