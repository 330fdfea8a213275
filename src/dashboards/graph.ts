import * as common from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import type { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import type { LimitLine } from '../rules/limit-line.js';
import type { Unit } from '../signals/vocabulary/signal.js';
import type { TimeSeriesPanel } from './dashboard.js';
import { COLOURS, LABEL_VALUES } from './look.js';
import { refIdOf } from './queries.js';

/** A limit is no line along the upper edge. */
const ROOM = 1.2;
/** As wide as a legend beside its graph may be, in pixels, by the columns that the panel has of 24. */
const LEGEND_PIXELS = [
  { columns: 24, pixels: 460 },
  { columns: 12, pixels: 300 },
] as const;
/** Where nothing happens an axis without an end would go to 100, or 10,000%. */
const AXIS_TO: Readonly<Partial<Record<Unit, number>>> = {
  requests: 1,
  'requests/s': 0.1,
  'requests/min': 1,
  tokens: 1,
  'tokens/s': 1,
  ratio: 1,
  count: 1,
  'count/s': 0.1,
  samples: 1,
};

/** How a graph looks: its lines, axis and legend, the limit as a dashed line within the axis. */
export function drawGraph(builder: TimeSeries, panel: TimeSeriesPanel, line: LimitLine | undefined): TimeSeries {
  const isStacked = panel.stacked === true;
  builder
    .lineWidth(1)
    .fillOpacity(isStacked ? 30 : 0)
    .showPoints(common.VisibilityMode.Never)
    .spanNulls(false)
    .colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.PaletteClassic))
    .tooltip(
      new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending),
    )
    .legend(legendOf(panel, line));
  drawAxis(builder, panel, line);
  if (line !== undefined) {
    builder.thresholdsStyle(
      new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed),
    );
  }
  if (isStacked) builder.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group('A'));
  colour(builder, panel);
  breakLines(builder, panel);
  return builder;
}

function drawAxis(builder: TimeSeries, panel: TimeSeriesPanel, line: LimitLine | undefined): void {
  const { axisEnds } = panel;
  const to = axisTo(panel, line);
  if (axisEnds !== undefined) builder.max(axisEnds.to);
  else if (to !== undefined) builder.axisSoftMax(to);
  if (axisEnds?.from !== undefined) builder.min(axisEnds.from);
  else if (panel.isLog === true) {
    builder.scaleDistribution(new common.ScaleDistributionConfigBuilder().type(common.ScaleDistribution.Log).log(10));
  } else builder.axisSoftMin(0);
}

/** How far an axis goes at least: so that the limit is seen, or as far as says something. */
function axisTo({ queries: [{ of }], axisTo: own }: TimeSeriesPanel, line: LimitLine | undefined): number | undefined {
  if (own !== undefined) return own;
  if (line === undefined) return AXIS_TO[of.unit];
  const limits = [line.limit, ...line.classes.flatMap(({ limit }) => limit ?? [])];
  const all = of.unit === 'ratio' && line.is === 'below' ? [1] : [];
  return Math.max(...all, ...limits.map((limit) => (limit === 0 ? 1 : limit * ROOM)));
}

/**
 * The worst first, beside the lines; below where there is no room beside them, in one line unless there may be many; none where the title
 * names the only line.
 */
function legendOf(panel: TimeSeriesPanel, line: LimitLine | undefined): common.VizLegendOptionsBuilder {
  const { queries, width } = panel;
  const legend = new common.VizLegendOptionsBuilder().displayMode(common.LegendDisplayMode.List).calcs([]);
  const [{ legend: name }] = queries;
  const isOne = queries.length === 1 && !name.includes('{{') && !name.startsWith('__') && !line?.classes.length;
  if (isOne) return legend.showLegend(false).placement(common.LegendPlacement.Bottom);
  const room = LEGEND_PIXELS.find(({ columns }) => columns <= width);
  const isOfMany = queries.some(({ worst }) => worst !== undefined);
  if (room === undefined && !isOfMany) return legend.showLegend(true).placement(common.LegendPlacement.Bottom);
  if (room !== undefined) legend.width(room.pixels);
  const isWorstLeast = panel.isWorstLeast === true || line?.is === 'below';
  return legend
    .displayMode(common.LegendDisplayMode.Table)
    .showLegend(true)
    .placement(room === undefined ? common.LegendPlacement.Bottom : common.LegendPlacement.Right)
    .calcs([isWorstLeast ? 'min' : 'max', 'lastNotNull'])
    .sortBy(isWorstLeast ? 'Min' : 'Max')
    .sortDesc(!isWorstLeast);
}

/** Lines of the second and the third of what is asked, where each is of many: who it is has the colour, by turns, and what it is the line. */
const BROKEN = [
  { fill: 'dash', dash: [6, 4] },
  { fill: 'dot', dash: [1, 4] },
] as const;

function breakLines(builder: TimeSeries, { queries, isOfOne, stacked }: TimeSeriesPanel): void {
  if (isOfOne === true || stacked === true || queries.some(({ legend }) => !legend.includes('{{'))) return;
  for (const [index, value] of BROKEN.entries()) {
    if (index + 1 < queries.length) {
      builder.overrideByQuery(refIdOf(index + 1), [{ id: 'custom.lineStyle', value }]);
    }
  }
}

/**
 * The same colour for the same thing everywhere, where a legend is nothing but that thing: several applications in one graph are told
 * apart by turns of the palette.
 */
function colour(builder: TimeSeries, { queries, isOfOne }: TimeSeriesPanel): void {
  for (const legend of new Set(queries.map((query) => query.legend))) {
    const [first = '', ...rest] = legend.split(' ');
    if (rest.some((word) => word.includes('{{')) && isOfOne !== true) continue;
    for (const name of LABEL_VALUES[first] ?? [first]) {
      const fixedColor = COLOURS[name];
      if (fixedColor !== undefined) {
        builder.overrideByRegexp(`/^${name}( |$)/`, [{ id: 'color', value: { mode: 'fixed', fixedColor } }]);
      }
    }
  }
}
