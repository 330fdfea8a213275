import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge';
import * as common from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Heatmap, YAxisConfigBuilder } from '@grafana/grafana-foundation-sdk/heatmap';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as Text, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import { linkedToDelivered } from '../config/delivered.js';
import type { LimitLine } from '../rules/limit-line.js';
import type { BarPanel, DataPanel, HeatmapPanel, Panel, StatPanel, TablePanel, TimeSeriesPanel } from './dashboard.js';
import { descriptionOf } from './description.js';
import type { Drawing } from './drawing.js';
import { drawGraph } from './graph.js';
import { LIMIT_LOOK, limitLegend, limitQueries, limitsNote, queriesByLimit } from './limit-queries.js';
import { dataLinks } from './links.js';
import { UNITS } from './look.js';
import { columns, groupedByRowLabels } from './panel-table.js';
import { type QueryContext, type QueryMode, refIdOf, target } from './queries.js';
import { limitSteps, lineOf, saidMapping, stepsAt, stepsOf, thresholds, unknownMapping, worn } from './steps.js';
import { trendOf } from './trend.js';
import { DATASOURCE } from './variables.js';

type Builder = TimeSeries | Stat | BarGauge | Heatmap | Table;

/** Digits of a ratio that no query says more of: few errors are not 0.0%. */
const RATIO_DIGITS = 2;

/** A panel of Grafana, without its place. Throws where a query is not PromQL. */
export function panelOf(panel: Panel, drawing: Drawing, context: QueryContext): dashboard.Panel {
  if (panel.kind === 'text') {
    const content = linkedToDelivered(panel.markdown, drawing);
    return new Text().title(panel.title).mode(TextMode.Markdown).content(content).build();
  }
  const line = lineOf(panel, drawing);
  if (line === undefined || line.classes.length === 0) return built(panel, drawing, context).build();
  return withLimits(panel, line, (several) => built(several, drawing, context));
}

/** A panel of quantities that have several limits: a graph has a line for each, anything else a value. */
function withLimits(panel: DataPanel, line: LimitLine, build: (panel: DataPanel) => Builder): dashboard.Panel {
  const own = limitsNote(panel, line);
  const noted = { ...panel, note: panel.note === undefined ? own : `${panel.note}\n\n${own}` };
  if (panel.kind === 'timeseries') {
    const builder = build({ ...noted, queries: [...panel.queries, ...limitQueries(line)] });
    for (const one of line.classes) builder.overrideByName(limitLegend(one), [...LIMIT_LOOK]);
    return builder.build();
  }
  const [first, ...others] = panel.queries.flatMap((query) => queriesByLimit(query, line));
  if (first === undefined) throw new Error(`${panel.title} must ask something`);
  const builder = build({ ...noted, queries: [first.query, ...others.map(({ query }) => query)] });
  for (const [index, { limit }] of [first, ...others].entries()) {
    const value = { mode: dashboard.ThresholdsMode.Absolute, steps: stepsAt(limit, line, worn(panel.alert)) };
    builder.overrideByQuery(refIdOf(index), [{ id: 'thresholds', value }]);
  }
  return builder.build();
}

function built(panel: DataPanel, drawing: Drawing, context: QueryContext): Builder {
  switch (panel.kind) {
    case 'timeseries':
      return timeSeries(panel, drawing, context);
    case 'stat':
      return stat(panel, drawing, context);
    case 'bars':
      return bars(panel, drawing, context);
    case 'heatmap':
      return heatmap(panel, drawing, context);
    case 'table':
      return table(panel, drawing, context);
  }
}

function timeSeries(panel: TimeSeriesPanel, drawing: Drawing, context: QueryContext): TimeSeries {
  const line = lineOf(panel, drawing);
  const builder = drawn(new TimeSeries(), panel, drawing, context, 'range');
  if (line !== undefined && line.classes.length === 0) builder.thresholds(thresholds(limitSteps(line)));
  return drawGraph(builder, panel, line);
}

function stat(panel: StatPanel, drawing: Drawing, context: QueryContext): Stat {
  const [{ colours, said }] = panel.queries;
  const isJudged = colours !== undefined || lineOf(panel, drawing) !== undefined;
  const judged = panel.isFilled === true ? common.BigValueColorMode.Background : common.BigValueColorMode.Value;
  const builder = drawn(new Stat(), panel, drawing, context, panel.hasTrend === true ? 'range' : 'instant')
    .graphMode(common.BigValueGraphMode.None)
    .colorMode(isJudged || said !== undefined ? judged : common.BigValueColorMode.None)
    .mappings([
      ...(said === undefined ? [] : [saidMapping(said)]),
      ...(isJudged && panel.isCalmWithout !== true ? [unknownMapping(panel.noValue)] : []),
    ])
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false));
  return panel.hasTrend === true ? trendOf(builder, panel, context) : builder;
}

function bars(panel: BarPanel, drawing: Drawing, context: QueryContext): BarGauge {
  return drawn(new BarGauge(), panel, drawing, context, 'instant')
    .min(0)
    .orientation(common.VizOrientation.Horizontal)
    .displayMode(common.BarGaugeDisplayMode.Basic)
    .colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.PaletteClassic))
    .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false));
}

function heatmap(panel: HeatmapPanel, drawing: Drawing, context: QueryContext): Heatmap {
  const [{ of }] = panel.queries;
  return drawn(new Heatmap(), panel, drawing, context, 'heatmap')
    .calculate(false)
    .yAxis(new YAxisConfigBuilder().unit(UNITS[of.unit]));
}

function table(panel: TablePanel, drawing: Drawing, context: QueryContext): Table {
  const grouped = groupedByRowLabels(panel);
  const builder = drawn(new Table(), grouped, drawing, context, 'table').showHeader(true).filterable(true);
  return columns(builder, grouped, drawing, context);
}

/** What all kinds have in common. */
function drawn<B extends Builder>(
  builder: B,
  panel: DataPanel,
  drawing: Drawing,
  context: QueryContext,
  mode: QueryMode,
): B {
  draw(builder, panel, drawing, context, mode);
  return builder;
}

function draw(builder: Builder, panel: DataPanel, drawing: Drawing, context: QueryContext, mode: QueryMode): void {
  const [{ of, digits }] = panel.queries;
  builder
    .title(panel.title)
    .description(descriptionOf(panel, drawing))
    .datasource(DATASOURCE)
    .targets(panel.queries.map((query, index) => target(query, index, context, mode)))
    .unit(UNITS[of.unit])
    .noValue(panel.noValue)
    .thresholds(thresholds(stepsOf(panel, drawing)));
  if (panel.repeat !== undefined) builder.repeat(panel.repeat).repeatDirection('h').maxPerRow(2);
  // A table has its links in one column, and digits in each.
  if (panel.kind === 'table') return;
  builder.dataLinks(dataLinks(panel, drawing));
  if (digits !== undefined || of.unit === 'ratio') builder.decimals(digits ?? RATIO_DIGITS);
}
