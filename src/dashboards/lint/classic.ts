import { z } from 'zod';

/** Exports say null where nothing was chosen. */
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');
const choice = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);
const listOf = <One extends z.ZodType>(one: One) =>
  z
    .array(one)
    .nullish()
    .transform((value) => value ?? []);
/** Grafana knows 24 columns; what is far beyond any screen would take the linter long. */
const length = z.int().min(0).max(10_000);
const grid = z.object({ x: length, y: length, w: length.max(100), h: length.max(1000) });
/** By type and uid, or by name as Grafana had it before version 8. */
const source = z
  .union([z.object({ type: text, uid: text }), z.string().transform((uid) => ({ type: '', uid }))])
  .nullish()
  .transform((value) => value ?? undefined);
const target = z.object({ refId: text, expr: text, datasource: source });
const defaults = z.object({ unit: text, noValue: text, min: z.number().nullish() });
const panel = z.object({
  id: z.number(),
  type: z.string(),
  title: text,
  description: text,
  gridPos: grid,
  datasource: source,
  targets: listOf(target),
  repeat: text,
  fieldConfig: z.object({ defaults: defaults.prefault({}) }).prefault({}),
});
const variable = z
  .object({
    name: z.string(),
    type: z.string(),
    query: z.unknown().optional(),
    definition: text,
    datasource: source,
    refresh: z.unknown().optional(),
    multi: choice,
    includeAll: choice,
    allValue: text,
    regex: text,
  })
  .transform((one) => ({ ...one, definition: one.definition || queryText(one.query) }));
/**
 * Grafana's own annotations, which ask no data source, have neither a query nor a source that could be chosen. Since version 11
 * a query is in the target.
 */
const annotation = z
  .object({ name: text, expr: text, target: z.object({ expr: text }).nullish(), datasource: source })
  .transform(({ target: asked, ...one }) => ({ ...one, expr: one.expr || (asked?.expr ?? '') }));
/** What of a dashboard's classic JSON the rules look at; Grafana's own defaults where it is silent. */
export const classicDashboard = z.object({
  uid: z.string(),
  title: z.string(),
  editable: z
    .boolean()
    .nullish()
    .transform((value) => value ?? true),
  templating: z.object({ list: listOf(variable) }).prefault({}),
  annotations: z.object({ list: listOf(annotation) }).prefault({}),
  panels: z.array(panel.extend({ panels: listOf(panel) })),
});

export type ClassicDashboard = z.output<typeof classicDashboard>;
export type ClassicPanel = z.output<typeof panel>;

/** The query of a variable that says it nowhere else: a text, or a map with one. */
function queryText(query: unknown): string {
  const inner = typeof query === 'object' && query !== null && 'query' in query ? query.query : query;
  return typeof inner === 'string' ? inner : '';
}

/** Everything with an id and a place: rows, and panels wherever they are. */
export function placedIn({ panels }: ClassicDashboard): readonly ClassicPanel[] {
  return panels.flatMap((one) => [one, ...one.panels]);
}

/** Panels with something to show. */
export function panelsOf(dashboard: ClassicDashboard): readonly ClassicPanel[] {
  return placedIn(dashboard).filter(({ type }) => type !== 'row');
}

/** Panels that should ask something: text has nothing to ask. */
export function panelsWithQueries(dashboard: ClassicDashboard): readonly ClassicPanel[] {
  return panelsOf(dashboard).filter(({ type }) => type !== 'text');
}

/** Variables whose values are asked of the data source. */
export function queryVariables({ templating }: ClassicDashboard) {
  return templating.list.filter(({ type }) => type === 'query');
}

/** Whether a dashboard has a variable of that name. */
export function hasVariable({ templating }: ClassicDashboard, name: string): boolean {
  return templating.list.some((one) => one.name === name);
}

/** What the values of a variable come from: series and a label, or nothing where it is no label_values(). */
export function labelValues(definition: string): { readonly series: string; readonly label: string } | undefined {
  const [, series, label] = /^label_values\((.*), *(\w+)\)$/s.exec(definition) ?? [];
  return series === undefined || label === undefined ? undefined : { series, label };
}
