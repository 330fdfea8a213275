import { z } from 'zod';

const grid = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() });
const source = z.object({ type: z.string(), uid: z.string() });
const target = z.object({ refId: z.string(), expr: z.string().default(''), datasource: source.optional() });
const defaults = z.object({
  unit: z.string().default(''),
  noValue: z.string().default(''),
  min: z.number().nullish(),
});
const panel = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string().default(''),
  description: z.string().default(''),
  gridPos: grid,
  datasource: source.optional(),
  targets: z.array(target).default([]),
  repeat: z.string().optional(),
  fieldConfig: z.object({ defaults: defaults.prefault({}) }).prefault({}),
});
const variable = z.object({
  name: z.string(),
  type: z.string(),
  query: z.unknown().optional(),
  definition: z.string().default(''),
  datasource: source.optional(),
  refresh: z.number().optional(),
  multi: z.boolean().default(false),
  includeAll: z.boolean().default(false),
  allValue: z.string().optional(),
});
/** Grafana's own annotations, which ask no data source, have neither a query nor a source that could be chosen. */
const annotation = z.object({ name: z.string(), expr: z.string().default(''), datasource: source.optional() });
/** What of a dashboard's classic JSON the rules look at; Grafana's own defaults where it is silent. */
export const classicDashboard = z.object({
  uid: z.string(),
  title: z.string(),
  editable: z.boolean().default(true),
  templating: z.object({ list: z.array(variable).default([]) }).prefault({}),
  annotations: z.object({ list: z.array(annotation) }).default({ list: [] }),
  panels: z.array(panel.extend({ panels: z.array(panel).default([]) })),
});

export type ClassicDashboard = z.output<typeof classicDashboard>;
export type ClassicPanel = z.output<typeof panel>;

/** Everything with an id and a place: rows, and panels wherever they are. */
export function placedIn({ panels }: ClassicDashboard): readonly ClassicPanel[] {
  return panels.flatMap((one) => [one, ...one.panels]);
}

/** Panels with something to show. */
export function panelsOf(dashboard: ClassicDashboard): readonly ClassicPanel[] {
  return placedIn(dashboard).filter(({ type }) => type !== 'row');
}

/** Panels that should ask something: text has nothing to ask. */
export function askingPanels(dashboard: ClassicDashboard): readonly ClassicPanel[] {
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
