import { z } from 'zod';

const grid = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() });
const source = z.object({ type: z.string(), uid: z.string() });
const target = z.object({
  refId: z.string(),
  expr: z.string(),
  datasource: source,
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
  fieldConfig: z
    .object({
      defaults: z.object({
        unit: z.string().optional(),
        min: z.number().optional(),
        noValue: z.string().optional(),
        links: z.array(z.object({ title: z.string().default(''), url: z.string().default('') })).default([]),
        thresholds: z.object({ steps: z.array(z.object({ value: z.number().nullable() })) }).default({ steps: [] }),
      }),
    })
    .optional(),
});
const variable = z.object({
  name: z.string(),
  type: z.string(),
  query: z.unknown().optional(),
  definition: z.string().optional(),
  refresh: z.number().optional(),
  multi: z.boolean().optional(),
  includeAll: z.boolean().optional(),
  allValue: z.string().optional(),
});

/** What of a dashboard's classic JSON the rules look at. */
export const classic = z.object({
  uid: z.string(),
  title: z.string(),
  editable: z.boolean(),
  schemaVersion: z.number(),
  tags: z.array(z.string()),
  templating: z.object({ list: z.array(variable) }),
  annotations: z.object({ list: z.array(z.object({ expr: z.string(), datasource: source })) }),
  panels: z.array(panel.extend({ panels: z.array(panel).default([]) })),
});
export type Classic = z.output<typeof classic>;
export type ClassicPanel = z.output<typeof panel>;

/** Panels with something to show, wherever they are. */
export function panelsOf({ panels }: Classic): readonly ClassicPanel[] {
  return panels.flatMap((one) => [one, ...one.panels]).filter(({ type }) => type !== 'row');
}

/** Panels that ask something. */
export function askingPanels(dashboard: Classic): readonly ClassicPanel[] {
  return panelsOf(dashboard).filter(({ type }) => type !== 'text');
}

/** Every query of panels, as PromQL that a parser takes, with where it stands. */
export function queriesOf(
  dashboard: Classic,
): readonly { readonly where: string; readonly expr: string; readonly raw: string }[] {
  return askingPanels(dashboard).flatMap(({ title, targets }) =>
    targets.map(({ expr, refId }) => ({
      where: `${dashboard.uid}: ${title} ${refId}`,
      raw: expr,
      expr: expr.replaceAll('$__rate_interval', '5m').replaceAll('$__range', '6h'),
    })),
  );
}
