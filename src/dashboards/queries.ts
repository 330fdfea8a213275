import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { avgBy, countBy, type Expression, maxBy, minBy, ofAnyLabels, sumBy } from '../promql/build.js';
import { worstNow, worstOverTime } from '../promql/worst.js';
import type { AsGrouped } from '../scraping/as-grouped.js';
import type { Places } from '../scraping/places.js';
import { textAt } from '../scraping/platform-series.js';
import { grouping } from '../signals/vocabulary/identity.js';
import { panelView, totalView } from '../signals/vocabulary/view.js';
import type { Query } from './dashboard.js';
import { chosen, DATASOURCE, type VariableName } from './variables.js';

const REDUCERS = { sum: sumBy, max: maxBy, min: minBy, avg: avgBy, count: countBy } as const;
const REF_IDS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What queries of one dashboard in one environment have in common. */
export interface QueryContext {
  readonly cluster: string;
  readonly variables: readonly VariableName[];
  /** Reads series as they are stored there. */
  readonly stored: (expression: string) => string;
  /** Reads records with the labels that were asked for in them. */
  readonly grouped: AsGrouped;
  /** Where the parts of the platform live. */
  readonly places: Places;
}

/** The PromQL of a query, with the dashboard's variables; of many it is about the worst, where the query says so. */
export function expressionOf(query: Query, context: QueryContext, mode: QueryMode): string {
  const { cluster, variables, places, stored, grouped } = context;
  const expression = textAt(reduced(query, cluster, variables), places);
  const all = stored(query.by === undefined ? grouped.whole(expression) : grouped.inside(expression));
  if (query.worst === undefined) return all;
  return mode === 'range' ? worstOverTime(all, query.worst) : worstNow(all, query.worst);
}

/** The label that a query's place in its panel gives it. Throws past Z. */
export function refIdOf(index: number): string {
  const refId = REF_IDS[index];
  if (refId === undefined) throw new Error(`a panel must have at most ${REF_IDS.length} queries, got ${index + 1}`);
  return refId;
}

/** How often a query is asked: over time, once for now, once as a table, or as buckets over time. */
export type QueryMode = 'range' | 'instant' | 'table' | 'heatmap';

export function target(query: Query, index: number, context: QueryContext, mode: QueryMode): DataqueryBuilder {
  const expression = expressionOf(query, context, mode);
  const extra = query.by === undefined && mode === 'range' ? context.grouped.labelsOf(expression) : [];
  const builder = new DataqueryBuilder()
    .datasource(DATASOURCE)
    .refId(refIdOf(index))
    .expr(expression)
    .legendFormat([query.legend, ...extra.map((label) => `{{${label}}}`)].join(' '));
  if (mode === 'instant') return builder.instant();
  if (mode === 'table') return builder.instant().format(PromQueryFormat.Table);
  if (mode === 'heatmap') return builder.range().format(PromQueryFormat.Heatmap);
  return builder.range();
}

/** What a query asks, with these variables. */
export function reduced(query: Query, cluster: string, variables: readonly VariableName[]): Expression {
  const { of, by, matchers = [], ignoreVariables = [], over } = query;
  const labels = of.labels.filter((label) => !ignoreVariables.includes(label));
  const all = [...matchers, ...chosen(labels, variables, cluster)];
  const view = over === 'range' ? totalView(cluster, all) : panelView(cluster, all);
  return by === undefined
    ? of.query(view)
    : REDUCERS[by.reduce](grouping(view, ...by.labels), ofAnyLabels(of.query(view)));
}
