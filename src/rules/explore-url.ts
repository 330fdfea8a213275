import type { Logs, Traces } from '../config/logs-and-traces.js';

/** What of the labels of a series logs and traces are found by. */
export type Whose = 'cluster' | 'namespace' | 'pod';

/**
 * One thing that is asked for: a value, or one of several as a regular expression. The text fills the address where the link is
 * followed: a variable of Grafana or a template of Prometheus, or what it would yield, encoded.
 */
export interface Asked {
  readonly whose: Whose;
  readonly is: '=' | '=~';
  readonly text: string;
}

/** The time that Explore opens with, as Grafana says it: `now-3h`, or milliseconds. */
export interface ExploreRange {
  readonly from: string;
  readonly to: string;
}

/** Grafana wants three letters or digits as the name of a pane. */
const PANE = 'one';

/** The address within Grafana of the logs of what is asked for. */
export function logsUrl({ type, uid, labels }: Logs, asked: readonly Asked[], range: ExploreRange): string {
  const streams = asked.filter(({ whose }) => whose !== 'pod');
  const selector = streams.flatMap(({ whose, is }) => {
    const name = labels[whose];
    if (name === undefined) return [];
    // Loki refuses a query all of whose matchers match nothing, too, as All of a variable does.
    const some = is === '=~' && whose === 'namespace' ? [`${name}=~".+"`] : [];
    return [...some, `${name}${is}"${marked(whose)}"`];
  });
  // A filter finds labels and structured metadata alike, and charts of today keep pods in the latter (k8s-monitoring since 2.0).
  const filters = asked
    .filter(({ whose }) => whose === 'pod')
    .map(({ whose, is }) => ` | ${labels.pod}${is}"${marked(whose)}"`);
  const expr = `{${selector.join(', ')}}${filters.join('')}`;
  return exploreUrl(uid, { datasource: { type, uid }, expr, queryType: 'range', refId: 'A' }, asked, range);
}

/** The address within Grafana of the traces with a span of what is asked for. */
export function tracesUrl({ type, uid, attributes }: Traces, asked: readonly Asked[], range: ExploreRange): string {
  const conditions = asked.flatMap(({ whose, is }) => {
    const name = attributes[whose];
    return name === undefined ? [] : [`resource.${name}${is}"${marked(whose)}"`];
  });
  const query = `{${conditions.join(' && ')}}`;
  return exploreUrl(uid, { datasource: { type, uid }, query, queryType: 'traceql', refId: 'A' }, asked, range);
}

/**
 * Explore with one pane, as Grafana 10 to 13 read it (`migrators/v1.ts` of its Explore). Texts that fill it stand in the encoded
 * address as they are, since they encode themselves.
 */
function exploreUrl(datasource: string, query: object, asked: readonly Asked[], range: ExploreRange): string {
  const panes = { [PANE]: { datasource, queries: [query], range: { from: FROM, to: TO } } };
  const filled = asked.reduce(
    (url, { whose, text }) => url.replaceAll(encodeURIComponent(marked(whose)), () => text),
    encodeURIComponent(JSON.stringify(panes)),
  );
  const timed = filled
    .replace(encodeURIComponent(FROM), () => range.from)
    .replace(encodeURIComponent(TO), () => range.to);
  return `/explore?schemaVersion=1&panes=${timed}`;
}

/** Stands for a text until the rest is encoded; no setting may hold its signs. */
function marked(what: Whose | keyof ExploreRange): string {
  return `<${what}>`;
}

const FROM = marked('from');
const TO = marked('to');
