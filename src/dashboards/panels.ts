import { PanelBuilder as BarGauge } from '@grafana/grafana-foundation-sdk/bargauge';
import * as common from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Heatmap } from '@grafana/grafana-foundation-sdk/heatmap';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as Table } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as Text, TextMode } from '@grafana/grafana-foundation-sdk/text';
import { PanelBuilder as TimeSeries } from '@grafana/grafana-foundation-sdk/timeseries';
import { linkedToDelivered } from '../config/delivered.js';
import type { Environment } from '../config/environment.js';
import { type LimitLine, limitLine } from '../rules/limit-line.js';
import { runtimesRead } from '../signals/runtimes/index.js';
import { ofRuntimes } from '../signals/runtimes/said.js';
import { sourcesOf } from '../signals/sources.js';
import type { DataPanel, Panel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { LIMIT_LOOK, limitLegend, limitQueries, limitsNote, queriesByLimit } from './limit-queries.js';
import { dataLinks, isUntold } from './links.js';
import { CALM, COLOURS, LABEL_VALUES, NEUTRAL, RED, UNITS } from './look.js';
import { columns, groupedByRowLabels } from './panel-table.js';
import { type QueryContext, type QueryMode, refIdOf, target } from './queries.js';
import { DATASOURCE } from './variables.js';

type Builder = TimeSeries | Stat | BarGauge | Heatmap | Table;

/** A panel of Grafana, without its place. Throws where a query is not PromQL. */
export function panelOf(panel: Panel, drawing: Drawing, context: QueryContext): dashboard.Panel {
  if (panel.kind === 'text') {
    const content = linkedToDelivered(panel.markdown, drawing);
    return new Text().title(panel.title).mode(TextMode.Markdown).content(content).build();
  }
  const line = lineOf(panel, drawing);
  if (line === undefined || line.classes.length === 0) return BUILDERS[panel.kind](panel, drawing, context).build();
  return withLimits(panel, line, (several) => BUILDERS[panel.kind](several, drawing, context));
}

/** A panel of quantities that have several limits: a graph has a line for each, anything else a value. */
function withLimits(panel: DataPanel, line: LimitLine, built: (panel: DataPanel) => Builder): dashboard.Panel {
  const own = limitsNote(panel, line);
  const noted = { ...panel, note: panel.note === undefined ? own : `${panel.note}\n\n${own}` };
  if (panel.kind === 'timeseries') {
    const builder = built({ ...noted, queries: [...panel.queries, ...limitQueries(line)] });
    for (const one of line.classes) builder.overrideByName(limitLegend(one), [...LIMIT_LOOK]);
    return builder.build();
  }
  const [first, ...others] = panel.queries.flatMap((query) => queriesByLimit(query, line));
  if (first === undefined) throw new Error(`${panel.title} must ask something`);
  const builder = built({ ...noted, queries: [first.query, ...others.map(({ query }) => query)] });
  for (const [index, { limit }] of [first, ...others].entries()) {
    const value = { mode: dashboard.ThresholdsMode.Absolute, steps: stepsAt(limit, line) };
    builder.overrideByQuery(refIdOf(index), [{ id: 'thresholds', value }]);
  }
  return builder.build();
}

/** What a panel says of itself: its signals in words, what to know beside, and the metrics it comes from. */
export function descriptionOf(
  { queries, note }: Pick<DataPanel, 'queries' | 'note'>,
  { runtimes }: Pick<Environment, 'runtimes'>,
): string {
  const words = [...new Set(queries.map(({ of }) => ofRuntimes(of.description, runtimes)))];
  const sources = [...new Set(queries.flatMap(({ of }) => sourcesOf(of, runtimesRead(runtimes))))];
  const said = note === undefined ? '' : ofRuntimes(note, runtimes);
  const from = sources.length === 0 ? [] : [`Metrics: ${sources.join(', ')}.`];
  return [...(said === '' ? [] : [said]), ...words, ...from].join('\n\n');
}

const BUILDERS = {
  timeseries: (panel: DataPanel, drawing: Drawing, context: QueryContext) => {
    const builder = drawn(new TimeSeries(), panel, drawing, context, 'range')
      .lineWidth(1)
      .fillOpacity(panel.kind === 'timeseries' && panel.stacked ? 30 : 0)
      .showPoints(common.VisibilityMode.Auto)
      .spanNulls(false)
      .axisSoftMin(0)
      .tooltip(
        new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending),
      )
      .legend(
        new common.VizLegendOptionsBuilder()
          .displayMode(common.LegendDisplayMode.Table)
          .placement(common.LegendPlacement.Bottom)
          .showLegend(true)
          .calcs(['mean', 'max', 'lastNotNull']),
      );
    if (lineOf(panel, drawing) !== undefined) {
      builder.thresholdsStyle(
        new common.GraphThresholdsStyleConfigBuilder().mode(common.GraphThresholdsStyleMode.Dashed),
      );
    }
    if (panel.kind !== 'timeseries' || panel.stacked === undefined) return builder;
    return builder.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal).group('A'));
  },
  stat: (panel: DataPanel, drawing: Drawing, context: QueryContext) =>
    drawn(new Stat(), panel, drawing, context, 'instant')
      .graphMode(common.BigValueGraphMode.None)
      .colorMode(lineOf(panel, drawing) === undefined ? common.BigValueColorMode.None : common.BigValueColorMode.Value)
      .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false)),
  bars: (panel: DataPanel, drawing: Drawing, context: QueryContext) =>
    drawn(new BarGauge(), panel, drawing, context, 'instant')
      .min(0)
      .orientation(common.VizOrientation.Horizontal)
      .displayMode(common.BarGaugeDisplayMode.Basic)
      .reduceOptions(new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']).fields('').values(false)),
  heatmap: (panel: DataPanel, drawing: Drawing, context: QueryContext) =>
    drawn(new Heatmap(), panel, drawing, context, 'heatmap').calculate(false),
  table: (panel: DataPanel, drawing: Drawing, context: QueryContext) => {
    const table = panel.kind === 'table' ? groupedByRowLabels(panel) : panel;
    const builder = drawn(new Table(), table, drawing, context, 'table').showHeader(true).filterable(true);
    return table.kind === 'table' ? columns(builder, table, context) : builder;
  },
} as const;

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

/** What all kinds have in common. */
function draw(builder: Builder, panel: DataPanel, drawing: Drawing, context: QueryContext, mode: QueryMode): void {
  const [{ of }] = panel.queries;
  builder
    .title(panel.title)
    .description(descriptionOf(panel, drawing))
    .datasource(DATASOURCE)
    .targets(panel.queries.map((query, index) => target(query, index, context, mode)))
    .unit(UNITS[of.unit])
    .noValue(panel.noValue)
    .thresholds(
      new dashboard.ThresholdsConfigBuilder().mode(dashboard.ThresholdsMode.Absolute).steps(steps(panel, drawing)),
    )
    .dataLinks([...ownRunbook(panel), ...dataLinks(panel, drawing)]);
  if (of.unit === 'ratio') builder.decimals(1);
  if (panel.kind === 'timeseries')
    builder.colorScheme(new dashboard.FieldColorBuilder().mode(dashboard.FieldColorModeId.PaletteClassicByName));
  if (panel.repeat !== undefined) builder.repeat(panel.repeat).repeatDirection('h').maxPerRow(2);
  if (panel.kind === 'timeseries') colour(builder, panel);
}

/** The limit of the panel's alert; none of one that is off, which nobody is told of. */
function lineOf({ alert, ownAlert }: DataPanel, drawing: Drawing): LimitLine | undefined {
  if (ownAlert !== undefined) return ownAlert.line;
  return alert === undefined || isUntold(alert, drawing) ? undefined : limitLine(alert, drawing, drawing.scraped);
}

/** A link to what to do where an alert that is none of ours fires. */
function ownRunbook({ ownAlert }: DataPanel): readonly dashboard.DashboardLinkBuilder[] {
  if (ownAlert === undefined) return [];
  return [
    new dashboard.DashboardLinkBuilder(`Runbook of ${ownAlert.name}`).url(ownAlert.runbookUrl).targetBlank(false),
  ];
}

/** The limit of the panel's alert: red where it fires. None of all where there are several. */
function steps(panel: DataPanel, drawing: Drawing): dashboard.Threshold[] {
  const line = lineOf(panel, drawing);
  return line === undefined || line.classes.length > 0 ? stepsAt(undefined) : stepsAt(line.limit, line);
}

function stepsAt(limit: number | undefined, line?: Pick<LimitLine, 'is'>): dashboard.Threshold[] {
  if (limit === undefined) return [{ value: null, color: NEUTRAL }];
  const [below, above] = line?.is === 'below' ? [RED, CALM] : [CALM, RED];
  return [
    { value: null, color: below },
    { value: limit, color: above },
  ];
}

/** The same colour for the same thing everywhere: by a legend's first word, or by what its first label can be. */
function colour(builder: Builder, panel: DataPanel): void {
  for (const legend of new Set(panel.queries.map((query) => query.legend))) {
    const [first = ''] = legend.split(' ');
    for (const name of LABEL_VALUES[first] ?? [first]) {
      const fixedColor = COLOURS[name];
      if (fixedColor !== undefined) {
        builder.overrideByRegexp(`/^${name}( |$)/`, [{ id: 'color', value: { mode: 'fixed', fixedColor } }]);
      }
    }
  }
}
