import type { ComponentType } from 'react';
import { NOT_HERE } from '../../model/report.js';
import { HeatmapPanel } from './heatmap.js';
import { Nothing } from './nothing.js';
import type { PanelProps } from './props.js';
import { TablePanel } from './table.js';
import { TextPanel } from './text.js';
import { TimeSeriesPanel } from './time-series.js';
import { BarGaugePanel, StatPanel } from './values.js';

const KINDS: Readonly<Record<string, ComponentType<PanelProps>>> = {
  timeseries: TimeSeriesPanel,
  stat: StatPanel,
  gauge: StatPanel,
  bargauge: BarGaugePanel,
  table: TablePanel,
  heatmap: HeatmapPanel,
  text: TextPanel,
};
/** Kinds that say themselves, and in place, that they have nothing. */
const NEVER_EMPTY = ['text', 'table', 'stat', 'gauge', 'bargauge'];

/** A panel of any kind; one that cannot be drawn says so. */
export function AnyPanel(props: PanelProps) {
  const { panel, frames } = props;
  const Kind = KINDS[panel.type];
  if (Kind === undefined)
    return (
      <p>
        a panel of type {panel.type} {NOT_HERE}
      </p>
    );
  if (frames.length === 0 && !NEVER_EMPTY.includes(panel.type)) return <Nothing {...props} />;
  return <Kind {...props} />;
}
