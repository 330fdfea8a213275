import { dateTime } from '@grafana/data';
import { TimeSeries, type UPlotConfigBuilder } from '@grafana/ui';
import { useMemo } from 'react';
import { drawMarks } from '../annotations.js';
import { optionsOf } from './options.js';
import type { PanelProps } from './props.js';

const LEGEND = { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] };

/** A graph, by Grafana's own. */
export function TimeSeriesPanel({ panel, frames, width, height, from, to, marks, drewAxes }: PanelProps) {
  const options = optionsOf(panel);
  const timeRange = useMemo(
    () => ({ from: dateTime(from), to: dateTime(to), raw: { from: dateTime(from), to: dateTime(to) } }),
    [from, to],
  );
  const prepared = (config: UPlotConfigBuilder) => {
    drawMarks(config, marks);
    config.addHook('draw', ({ scales }) => {
      const axes = Object.entries(scales).flatMap(([scale, { min, max }]) =>
        scale === 'x' || min == null || max == null
          ? []
          : [{ scale, unit: scale.split('/')[0] ?? '', least: min, most: max }],
      );
      drewAxes(axes);
    });
    return null;
  };
  return (
    <TimeSeries
      frames={frames}
      structureRev={1}
      width={width}
      height={height}
      timeRange={timeRange}
      timeZone="utc"
      legend={options.legend ?? LEGEND}
      options={options}
    >
      {prepared}
    </TimeSeries>
  );
}
