import { z } from 'zod';
import type { Environment } from '../../src/config/environment.js';
import { planOf } from '../../src/plan/plan.js';

const QUERY = z.union([
  z.strictObject({
    datasource: z.strictObject({ type: z.literal('loki'), uid: z.string() }),
    expr: z.string(),
    queryType: z.literal('range'),
    refId: z.string(),
  }),
  z.strictObject({
    datasource: z.strictObject({ type: z.literal('tempo'), uid: z.string() }),
    query: z.string(),
    queryType: z.literal('traceql'),
    refId: z.string(),
  }),
]);
/** What Explore of Grafana 10 to 13 reads of its address (`migrators/v1.ts`): anything else it replaces with an empty pane. */
const panes = z
  .record(
    z.string().regex(/^[a-z]{3}$/),
    z.strictObject({
      datasource: z.string(),
      queries: z.tuple([QUERY]),
      range: z.strictObject({ from: z.string(), to: z.string() }),
    }),
  )
  .transform((all) => Object.values(all));

/** What Explore opens with. */
export interface Opened {
  readonly datasource: string;
  readonly from: string;
  readonly to: string;
  readonly type: 'loki' | 'tempo';
  /** LogQL or TraceQL. */
  readonly query: string;
}

/** What an address opens, as a browser and Explore read it. Throws where Explore would open something else. */
export function opened(address: string): Opened {
  const { pathname, searchParams } = new URL(address, 'https://grafana.example.com');
  const [pane, ...more] = panes.parse(JSON.parse(searchParams.get('panes') ?? ''));
  if (
    !pathname.endsWith('/explore') ||
    searchParams.get('schemaVersion') !== '1' ||
    pane === undefined ||
    more.length > 0
  ) {
    throw new Error(`Explore must be opened with one pane, got ${address}`);
  }
  const [query] = pane.queries;
  if (query.datasource.uid !== pane.datasource) throw new Error(`a pane must ask its own data source, got ${address}`);
  const { from, to } = pane.range;
  const words = 'expr' in query ? query.expr : query.query;
  return { datasource: pane.datasource, from, to, type: query.datasource.type, query: words };
}

/** Labels of a series or of an alert. */
export type Values = Readonly<Record<string, string>>;

/** A link of a panel or of a dashboard as Grafana fills it in: of a series, of a row, or of what its variables choose. */
export function asGrafana(url: string, values: Values, chosen: Values = {}): string {
  return url
    .replaceAll(/\$\{__field\.labels\.(\w+):percentencode\}/g, (_, name: string) =>
      encodeURIComponent(values[name] ?? ''),
    )
    .replaceAll(/\$\{__data\.fields\["(\w+)"\]:percentencode\}/g, (_, name: string) =>
      encodeURIComponent(values[name] ?? ''),
    )
    .replaceAll(/\$\{(\w+):pipe\}/g, (_, name: string) => chosen[name] ?? '.*')
    .replaceAll(`\${__from}`, '1700000000000')
    .replaceAll(`\${__to}`, '1700003600000');
}

/** An annotation as Prometheus fills it in, as far as our addresses have templates. */
export function asPrometheus(template: string, labels: Values): string {
  return template
    .replaceAll(
      /\{\{ with \$labels\.(\w+) \}\}(.*?)\{\{ else \}\}(.*?)\{\{ end \}\}/g,
      (_, name: string, own: string, other: string) => ((labels[name] ?? '') === '' ? other : own),
    )
    .replaceAll(
      /\{\{ if eq \$labels\.(\w+) "([^"]*)" \}\}(.*?)\{\{ else \}\}(.*?)\{\{ end \}\}/g,
      (_, name: string, value: string, equal: string, other: string) => (labels[name] === value ? equal : other),
    )
    .replaceAll(/\{\{ \$labels\.(\w+) \| urlquery \}\}/g, (_, name: string) => encodeURIComponent(labels[name] ?? ''));
}

const link = z.object({ title: z.string(), url: z.string() });
const panel = z.object({
  title: z.string().optional(),
  fieldConfig: z
    .object({
      defaults: z.object({ links: z.array(link).default([]) }),
      overrides: z
        .array(z.object({ properties: z.array(z.object({ id: z.string(), value: z.unknown() })) }))
        .default([]),
    })
    .optional(),
});
const dashboard = z.object({
  links: z.array(link),
  panels: z.array(panel.extend({ panels: z.array(panel).default([]) })),
});

/** A link of a dashboard that leads to logs or traces. */
export interface Found {
  readonly uid: string;
  /** Title of the panel; none for a link of the whole dashboard. */
  readonly panel?: string;
  readonly title: string;
  readonly url: string;
}

/** Of every value, and of one column of a table. */
function linksOf(config: z.output<typeof panel>['fieldConfig']) {
  const own = (config?.overrides ?? [])
    .flatMap(({ properties }) => properties)
    .flatMap(({ id, value }) => (id === 'links' ? z.array(link).parse(value) : []));
  return [...(config?.defaults.links ?? []), ...own];
}

/** Every link to Explore that the dashboards of an environment have. */
export function exploreLinksOf(environment: Environment): readonly Found[] {
  return planOf(environment).drawn.flatMap(({ uid, json }) => {
    const { links, panels } = dashboard.parse(JSON.parse(json));
    const ofPanels = panels
      .flatMap((one) => [one, ...one.panels])
      .flatMap(({ title = '', fieldConfig }) => linksOf(fieldConfig).map((one) => ({ uid, panel: title, ...one })));
    return [...links.map((one) => ({ uid, ...one })), ...ofPanels].filter(({ url }) => url.startsWith('/explore'));
  });
}
