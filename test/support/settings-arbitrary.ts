import fc from 'fast-check';
import { EXPORTERS } from '../../src/config/own-metrics.js';
import { CENTRAL_TARGETS } from '../../src/config/rules.js';
import { RUNTIMES, type RuntimeName } from '../../src/config/runtimes.js';
import { metricNames } from '../../src/metrics/catalogue.js';
import { alertmanager, alerts } from './arbitrary/alerting.js';
import { count, durationOf } from './arbitrary/amounts.js';
import { argocd, exporters, grafana, prices, retentions, rules } from './arbitrary/delivery.js';
import { endpoints } from './arbitrary/endpoints.js';
import { objectives } from './arbitrary/objectives.js';
import { servedBy, serviceAccount, sizing, surfaces } from './arbitrary/surfaces.js';
import {
  dnsLabels,
  freeTexts,
  keys,
  labels,
  labelValues,
  partly,
  prometheusLabels,
  untemplated,
} from './arbitrary/texts.js';

export { dnsLabels } from './arbitrary/texts.js';

/** Above what any metric has. */
const AMPLE_LABELS = 40;
/** No generated label of a cluster is longer, and no route of an ArksEndpoint; nor may its name be. */
const LONGEST = { name: 64, value: 350, cluster: 100 };
/** The least that any exporter shows is below these, whatever is kept of it. */
const LEAST_PAGE = { samples: 500, kilobytes: 32 };
const MOST = Number.MAX_SAFE_INTEGER;

const from = (min: number) => fc.oneof(fc.integer({ min, max: 10_000 }), fc.constantFrom(min, MOST));

const monitoring = partly({
  namespace: dnsLabels,
  selectorLabels: labels,
  labels,
  annotations: fc.dictionary(keys, freeTexts, { maxKeys: 3 }),
  prometheusServiceAccount: serviceAccount,
  operatorVersion: fc.constantFrom('0.65', 'v0.78.2', '0.79', '1.0'),
});

const cluster = partly({
  label: prometheusLabels,
  name: untemplated.filter((text) => !/\$\(|["\p{Cc}]/u.test(text) && text.length <= LONGEST.cluster),
});

const times = fc
  .tuple(count(60), fc.double({ min: 0, max: 1, noNaN: true }))
  .chain(([interval, share]) =>
    fc.record({ interval: durationOf(interval), timeout: durationOf(Math.max(1, Math.floor(interval * share))) }),
  );
const scrapeRest = partly({
  // Azure and Google scrape only where they evaluate, each of which is one of many: either stands for the one that does.
  target: fc.constantFrom('operator', 'azure', 'azure', 'gke', 'gke'),
  keep: fc
    .tuple(
      fc.subarray([...metricNames], { maxLength: 9 }),
      fc.subarray([
        { unlisted: 'vllm:new_total' },
        { unlisted: 'sglang:new_seconds', kind: 'histogram' },
        { unlisted: 'x' },
        { unlisted: 'y_total', kind: 'series' },
      ]),
    )
    .map(([listed, unlisted]) => [...listed, ...unlisted]),
  labelLimit: from(AMPLE_LABELS),
  labelNameLengthLimit: from(LONGEST.name),
  labelValueLengthLimit: from(LONGEST.value),
  keepDroppedTargets: from(1),
  targetLimit: from(1),
  bodySizeLimit: fc.oneof(
    fc.tuple(count(999), fc.constantFrom('MB', 'GB', 'MiB')).map(([size, unit]) => size + unit),
    fc.constantFrom(`${LEAST_PAGE.kilobytes}KB`, `${LEAST_PAGE.kilobytes}.001KiB`, '999999999.999GiB'),
  ),
  scrapeClass: fc.constantFrom('mesh', 'Own_class.1'),
  endpoints,
});
/** None that an exporter must be there for: which are is decided elsewhere. */
const ownMetrics = fc.uniqueArray(
  fc
    .record(
      {
        name: fc.stringMatching(/^acme_[a-z]{1,12}$/).filter((name) => !/_(bucket|sum|count|created)$/.test(name)),
        type: fc.constantFrom('counter', 'gauge', 'histogram'),
        exporter: fc.constantFrom(...EXPORTERS),
        labels: fc.dictionary(fc.stringMatching(/^acme_[a-z0-9_]{1,9}$/), fc.integer({ min: 1, max: 3 }), {
          maxKeys: 2,
        }),
        buckets: fc.uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 5 }),
        unit: fc.constantFrom('count', 'seconds', 'milliseconds', 'bytes', 'ratio', 'requests', 'tokens'),
      },
      { requiredKeys: ['name', 'type', 'exporter'] },
    )
    .map(({ buckets, ...rest }) => ({
      ...rest,
      ...(buckets === undefined || rest.type !== 'histogram' ? {} : { buckets: buckets.toSorted((a, b) => a - b) }),
    })),
  { selector: ({ name }) => name, maxLength: 4 },
);
const enforced = partly({
  sampleLimit: from(LEAST_PAGE.samples),
  bodySizeLimit: fc.constantFrom(`${LEAST_PAGE.kilobytes}KB`, '64MiB', '999999999GB'),
  labelLimit: from(AMPLE_LABELS),
  labelNameLengthLimit: from(LONGEST.name),
  labelValueLengthLimit: from(LONGEST.value),
  targetLimit: from(1),
});
const scrape = fc.tuple(fc.option(times, { nil: {} }), scrapeRest).map(([some, rest]) => ({ ...some, ...rest }));

/** What other settings must agree with. */
const first = fc.record({
  monitoring,
  namespaces: fc.option(
    fc.uniqueArray(
      dnsLabels.filter((name) => name !== 'all'),
      { minLength: 1, maxLength: 5 },
    ),
    { nil: undefined },
  ),
  named: fc.boolean(),
  // One alone has boundaries that it shares with no other.
  runtimes: fc.option(
    fc.oneof(fc.shuffledSubarray([...RUNTIMES], { minLength: 1 }), fc.constantFrom(...RUNTIMES.map((one) => [one]))),
    { nil: undefined },
  ),
  surfaces,
  monitors: fc.constantFrom(undefined, 'together', 'perNamespace', 'perNamespace'),
  enforced: fc.constantFrom(undefined, 'none', 'none', 'monitors'),
  policies: fc.option(
    fc.record({
      enabled: fc.boolean(),
      ingress: fc.constantFrom('open', 'denied'),
      prometheusNamespace: dnsLabels,
      prometheusLabels: fc.dictionary(keys, labelValues, { minKeys: 1, maxKeys: 2 }),
    }),
    { nil: undefined },
  ),
});

/** Settings as a user may write them in an environment file, budgets aside all of them from end to end of what is allowed. */
export const settings = first.chain((begun) => {
  const { monitoring: own, namespaces, named: isNamed, policies, runtimes } = begun;
  const named: readonly RuntimeName[] = runtimes ?? ['vllm', 'sglang'];
  const { scraped, monitors, enforcedNamespaceLabel } = placedBy(begun);
  const all = servedBy(scraped, named);
  const isOn = (surface: string) => all[surface]?.enabled === true;
  const scope = {
    runtimes: named,
    engines: isOn('runtime') || isOn('unmanagedRuntime') || isOn('disaggregated'),
    engineOfArks: isOn('runtime'),
    envoy: isOn('envoy'),
    tenants: namespaces,
  };
  return partly({
    cluster,
    arks: partly({ namespace: dnsLabels }),
    gateway: partly({ name: dnsLabels, namespace: dnsLabels, envoyNamespace: dnsLabels }),
    scrape,
    // The more there are, the more often each exporter is drawn.
    metrics: ownMetrics,
    sizing,
    prometheus: fc.tuple(retentions, enforced).map(([retention, most]) => ({ retention, enforced: most })),
    rules,
    alerts: alerts(named, namespaces),
    alertmanager: alertmanager(namespaces),
    slos: objectives(scope),
    grafana,
    prices,
    exporters,
    argocd,
  }).map((some) =>
    linking(
      agreeing(
        servable({
          ...some,
          monitoring: own,
          ...(namespaces === undefined && !isNamed ? {} : { tenants: { namespaces: namespaces ?? 'all' } }),
          ...(runtimes === undefined ? {} : { runtimes }),
          ...(monitors === undefined && policies === undefined
            ? {}
            : {
                scrape: {
                  ...some.scrape,
                  ...(monitors === undefined ? {} : { monitors }),
                  // They are written into namespaces that are listed.
                  ...(policies === undefined
                    ? {}
                    : { networkPolicies: { ...policies, enabled: policies.enabled && namespaces !== undefined } }),
                },
              }),
          ...(enforcedNamespaceLabel === undefined
            ? {}
            : { prometheus: { retention: '31d', ...some.prometheus, enforcedNamespaceLabel } }),
          surfaces: all,
        }),
      ),
    ),
  );
});

interface Begun {
  readonly namespaces: readonly string[] | undefined;
  readonly surfaces: Parameters<typeof servedBy>[0];
  readonly monitors: string | undefined;
  readonly enforced: string | undefined;
}

/** Monitors are in namespaces that are listed, and where Prometheus enforces these, nothing says a tenant itself. */
function placedBy({ namespaces, surfaces: all, monitors: drawn, enforced }: Begun) {
  const monitors = drawn === 'perNamespace' && namespaces === undefined ? 'together' : drawn;
  if (enforced !== 'monitors' || monitors !== 'perNamespace') {
    return { scraped: all, monitors, enforcedNamespaceLabel: enforced === undefined ? undefined : 'none' };
  }
  const off = ['gateway', 'envoy', 'customResources'];
  const scraped = Object.fromEntries(
    Object.entries(all).map(([name, one]) => [name, { ...one, enabled: one.enabled && !off.includes(name) }]),
  );
  return { scraped, monitors, enforcedNamespaceLabel: enforced };
}

/** Letters of a label's value that Azure takes. */
const MOST_OF_AZURE = 1_024;

interface Related {
  readonly slos?: readonly object[];
  readonly surfaces: Readonly<Record<string, object>>;
  readonly prometheus?: {
    readonly retention: string;
    readonly enforced?: object;
    readonly enforcedNamespaceLabel?: string;
  };
  readonly monitoring?: {
    readonly labels?: Labels;
    readonly selectorLabels?: Labels;
    readonly annotations?: Labels;
    readonly operatorVersion?: string;
    readonly prometheusServiceAccount?: object;
  };
  readonly cluster?: { readonly label?: string; readonly name?: string };
  readonly alerts?: { readonly labels?: Labels };
  readonly alertmanager?: { readonly selectorLabels?: Labels };
  readonly grafana?: {
    readonly logs?: { readonly labels?: { readonly cluster?: string } };
    readonly traces?: { readonly attributes?: { readonly cluster?: string } };
    readonly dashboards?: { readonly sidecar?: { readonly labels?: Labels; readonly folderAnnotation?: string } };
  };
  readonly rules?: { readonly target?: string; readonly shared?: boolean; readonly selectorLabels?: Labels };
  readonly scrape?: Readonly<Record<string, unknown>>;
}
type Labels = Readonly<Record<string, string>>;

/** A label has one value, also where something selects by it, and a ruler that sees every cluster wants a name for each. */
function agreeing<T extends Related>(some: T): T & Related {
  const { monitoring: own = {}, cluster: place, alerts: told, rules: by, alertmanager: telling, grafana: shown } = some;
  const { operatorVersion: _, ...rest } = own;
  const { prometheusServiceAccount: __, ...accountless } = rest;
  const central = by?.shared === true || CENTRAL_TARGETS.some((target) => target === by?.target);
  const taken = [telling?.selectorLabels, by?.selectorLabels, shown?.dashboards?.sidecar?.labels, own.selectorLabels];
  return {
    ...some,
    // Objectives look back 30 days, which is longer than Prometheus keeps samples by default.
    prometheus: { retention: '31d', ...(isOfOthers(some) ? {} : some.prometheus) },
    surfaces: scrapedBy(some),
    monitoring: {
      ...(isOfOthers(some) ? (isScrapedByGoogle(some) ? accountless : rest) : own),
      ...(own.labels === undefined ? {} : { labels: without(own.labels, ...taken) }),
      ...(own.annotations === undefined
        ? {}
        : { annotations: without(own.annotations, { [shown?.dashboards?.sidecar?.folderAnnotation ?? '']: '' }) }),
    },
    ...(told?.labels === undefined || place?.label === undefined
      ? {}
      : { alerts: { ...told, labels: without(told.labels, { [place.label]: '' }) } }),
    ...(central ? { cluster: { name: 'eu-1', ...place } } : {}),
    ...managed(some),
  };
}

/** Links can ask for a cluster that has a name, and one without a backslash. */
function linking(some: Related): Related {
  const { logs, traces } = some.grafana ?? {};
  if (some.cluster?.name !== undefined && !some.cluster.name.includes('\\')) return some;
  const nameless = <T extends { readonly cluster?: string }>({ cluster: _, ...rest }: T) => rest;
  return {
    ...some,
    ...(some.grafana === undefined
      ? {}
      : {
          grafana: {
            ...some.grafana,
            ...(logs?.labels === undefined ? {} : { logs: { ...logs, labels: nameless(logs.labels) } }),
            ...(traces?.attributes === undefined
              ? {}
              : { traces: { ...traces, attributes: nameless(traces.attributes) } }),
          },
        }),
  };
}

function without(all: Labels, ...others: readonly (Labels | undefined)[]): Labels {
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => !others.some((one) => one !== undefined && Object.hasOwn(one, key))),
  );
}

/** What a managed Prometheus leaves no choice about. Azure scrapes only where it evaluates. */
function managed(some: Related): Partial<Related> {
  const { scrape: { target, ...rest } = {}, rules: by } = some;
  // What is passed on needs the same releases, and is less where others read it.
  const { scrapeClass: _, endpoints: __, ...classless } = rest;
  const own = hasClasses(some) ? rest : classless;
  const scrape = target === 'operator' ? { ...own, target } : own;
  if (isScrapedByGoogle(some)) {
    // No objective is measured at the gateway.
    return { slos: [], scrape: { ...collectable(scrape), target: 'gke' }, cluster: {} };
  }
  if (by?.target === 'gke') return { scrape, cluster: {} };
  if (!isScrapedByAzure(some)) return { scrape };
  const limits = Object.entries(scrape).filter(([name]) => !/^label/.test(name));
  return { scrape: { ...Object.fromEntries(limits), target: 'azure' }, cluster: { name: 'aks-1' } };
}

/** Google's collector has no limit of targets and places for monitors, and the gateway's metrics are not kept. */
function collectable(scrape: object): Readonly<Record<string, unknown>> {
  const left = ['targetLimit', 'monitors', 'keep', 'scrapeClass', 'endpoints'];
  return Object.fromEntries(Object.entries(scrape).filter(([name]) => !left.includes(name)));
}

/** Azure takes few labels and no text above 1,024 letters, as an address may be; clouds have an Alertmanager of their own, or none. */
function servable(some: Related): Related {
  if (some.rules?.target !== 'azure' && some.rules?.target !== 'aws') return some;
  const withoutUrls = (section: object) =>
    Object.fromEntries(Object.entries(section).filter(([name]) => !/url$/i.test(name)));
  const { alertmanager: _, slos, ...rest } = some;
  return {
    ...rest,
    // A rule of an objective says in labels which models it is of.
    ...(slos === undefined ? {} : { slos: slos.filter((one) => JSON.stringify(one).length < MOST_OF_AZURE) }),
    ...(some.alerts === undefined ? {} : { alerts: { ...withoutUrls(some.alerts), labels: { team: 'llm' } } }),
    ...(some.grafana === undefined ? {} : { grafana: withoutUrls(some.grafana) }),
  };
}

const isScrapedByCloud = ({ scrape }: Related) => ['azure', 'gke'].some((cloud) => scrape?.['target'] === cloud);
const isScrapedByGoogle = (some: Related) => some.rules?.target === 'gke' && isScrapedByCloud(some);
const isScrapedByAzure = (some: Related) => some.rules?.target === 'azure' && isScrapedByCloud(some);

/** Neither VictoriaMetrics nor Azure nor Google has scrape classes, or asks for the release of another operator. */
const isOfOthers = (some: Related) =>
  some.rules?.target === 'victoriametrics' || isScrapedByAzure(some) || isScrapedByGoogle(some);
/** The first release whose scrape classes can name a token. */
const CLASSES = /^(0\.79|1)/;

const hasClasses = (some: Related) => {
  const version = some.monitoring?.operatorVersion;
  return !isOfOthers(some) && (version === undefined || CLASSES.test(version));
};

function scrapedBy(some: Related): Readonly<Record<string, object>> {
  if (hasClasses(some)) return some.surfaces;
  const left = isScrapedByAzure(some) || isScrapedByGoogle(some) ? ['scrapeClass', 'tls'] : ['scrapeClass'];
  const own = Object.entries(some.surfaces['operator'] ?? {}).filter(([key]) => !left.includes(key));
  const operator = Object.fromEntries(own);
  if (isScrapedByGoogle(some)) {
    const off = { enabled: false };
    const shared = { gateway: off, envoy: off, customResources: off };
    return { ...some.surfaces, ...shared, operator: { ...operator, enabled: true } };
  }
  if (!isScrapedByAzure(some)) return { ...some.surfaces, operator };
  // One surface at least is scraped.
  return { ...some.surfaces, operator: { ...operator, enabled: true }, customResources: { enabled: false } };
}
