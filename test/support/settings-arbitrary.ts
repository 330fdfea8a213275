import fc from 'fast-check';
import { DASHBOARDS } from '../../src/config/grafana.js';
import { CENTRAL_TARGETS, RULE_TARGETS } from '../../src/config/rules.js';
import { metricNames } from '../../src/metrics/catalogue.js';

/** Above what any generated installation is predicted to need. */
const AMPLE_BUDGET = 1_000_000_000;
const RUNTIMES = ['vllm', 'sglang', 'dynamo'] as const;
/** Above what any metric has. */
const AMPLE_LABELS = 40;
/** No generated name or label of a cluster is longer. */
const LONG_ENOUGH = 1_000;
const DIGEST = '7'.repeat(64);
const SURFACES = ['runtime', 'disaggregated', 'router', 'gateway', 'envoy', 'operator', 'customResources'] as const;
/** Texts that YAML would read as something else, were they not quoted. */
const TRAPS = ['', '17', '1e3', '0x1f', '0b1', '017', 'true', 'no', 'null', '2024-01-01', '1_000', 'NaN'];

const partly = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] });
const count = (max: number) => fc.integer({ min: 1, max });

const isOctal = (text: string) => /^0o[0-7]+$/i.test(text);
export const dnsLabels = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/).filter((text) => !isOctal(text));
const dnsSubdomains = fc.array(dnsLabels, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'));
const names = fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/).filter((text) => !isOctal(text));
const keys = fc.oneof(
  names,
  fc.tuple(dnsSubdomains, names).map(([prefix, name]) => `${prefix}/${name}`),
);
const labels = fc.dictionary(keys, fc.oneof(names, fc.constantFrom(...TRAPS)), { maxKeys: 3 });
const freeText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !/[\x7f-\x9f\u2028\u2029\ufffe\uffff]/.test(text)),
  fc.constantFrom(...TRAPS, '\n', ' ', 'a\r\n', '\t\n a', '\n a\n', 'a: b', '# a', '{{ a }}', '$1'),
);

const monitoring = partly({
  namespace: dnsLabels,
  selectorLabels: labels,
  labels,
  annotations: fc.dictionary(keys, freeText, { maxKeys: 3 }),
}).map(({ labels: all = {}, ...rest }) => ({
  ...rest,
  // A label has one value, also where Prometheus selects by it.
  labels: Object.fromEntries(Object.entries(all).filter(([key]) => rest.selectorLabels?.[key] === undefined)),
}));

/** Prometheus would run it as a template, and so it is refused where it gets into alerts. */
const untemplated = freeText.filter((text) => text !== '' && !/\{\{|\}\}/.test(text));

const cluster = partly({
  // Longer than any label that tells series apart.
  label: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{9,19}$/),
  name: untemplated,
});

const duration = (seconds: number) =>
  seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60 === 0 ? '' : `${seconds % 60}s`}`;
const times = fc.tuple(count(60), fc.double({ min: 0, max: 1, noNaN: true })).map(([interval, share]) => ({
  interval: duration(interval),
  timeout: duration(Math.max(1, Math.floor(interval * share))),
}));
const scrapeRest = partly({
  keep: fc
    .tuple(
      fc.subarray([...metricNames], { maxLength: 9 }),
      fc.subarray([
        { unlisted: 'vllm:new_total' },
        { unlisted: 'sglang:new_seconds', kind: 'histogram' },
        { unlisted: 'x' },
      ]),
    )
    .map(([listed, unlisted]) => [...listed, ...unlisted]),
  labelLimit: fc.integer({ min: AMPLE_LABELS, max: 10_000 }),
  labelNameLengthLimit: fc.integer({ min: LONG_ENOUGH, max: 10_000 }),
  labelValueLengthLimit: fc.integer({ min: LONG_ENOUGH, max: 10_000 }),
  keepDroppedTargets: count(10_000),
  targetLimit: count(10_000),
  bodySizeLimit: fc
    .tuple(count(999), fc.constantFrom('KB', 'MB', 'GB', 'KiB', 'MiB'))
    .map(([size, unit]) => size + unit),
});
const scrape = fc.tuple(fc.option(times, { nil: {} }), scrapeRest).map(([some, rest]) => ({ ...some, ...rest }));

const sizing = partly({
  maxModelLength: count(2_000_000),
  enginesPerReplica: count(16),
  ranksPerReplica: count(16),
  workersPerRouter: count(97),
  users: count(997),
  modelsPerUser: count(17),
  limitedUsers: count(97),
  statusesPerUser: count(7),
  endpoints: count(197),
  applications: count(197),
});

const limits = fc.tuple(fc.nat(1_000), fc.nat(1_000)).map(([budget, more]) => ({
  seriesBudget: AMPLE_BUDGET + budget,
  sampleLimit: AMPLE_BUDGET + budget + more,
}));

const cpu = (millis: number) => (millis % 2 === 0 ? `${millis}m` : String(millis / 1_000));
const memory = (mebibytes: number) => (mebibytes % 1_024 === 0 ? `${mebibytes / 1_024}Gi` : `${mebibytes}Mi`);
const resources = fc
  .tuple(count(64_000), fc.nat(64_000), count(65_536), fc.nat(65_536))
  .map(([millis, moreMillis, mebibytes, moreMebibytes]) => ({
    requests: { cpu: cpu(millis), memory: memory(mebibytes) },
    limits: { cpu: cpu(millis + moreMillis), memory: memory(mebibytes + moreMebibytes) },
  }));

const authorities = fc.constantFrom(
  { ca: { secret: { name: 'metrics-cert' } } },
  { ca: { configMap: { name: 'trust' } } },
);
const scrapeClass = fc.record({
  name: names,
  serviceAccount: fc.record({ name: dnsSubdomains, namespace: dnsLabels }, { requiredKeys: ['name'] }),
});

/** What only one surface has; the names of Secrets include those of the surface's own objects. */
const ownSettings = {
  router: partly({ port: count(65_535) }),
  operator: fc.oneof(
    partly({
      tls: authorities,
      tokenSecret: fc.record(
        {
          name: fc.oneof(dnsSubdomains, fc.constantFrom('arks-operator', 'arks-operator-metrics')),
          key: fc.stringMatching(/^[A-Za-z0-9._-]{1,40}$/),
        },
        { requiredKeys: ['name'] },
      ),
    }),
    fc.record({ tls: authorities, scrapeClass }),
  ),
  customResources: partly({
    image: fc.constantFrom(
      'localhost:5000/ksm:v2.17.0',
      `registry.k8s.io/ksm/ksm@sha256:${DIGEST}`,
      `r.io/ksm:v7@sha256:${DIGEST}`,
    ),
    resources,
    tokenLimits: fc.boolean(),
    networkPolicy: partly({ enabled: fc.boolean(), prometheusNamespace: fc.constantFrom('metrics', 'watch') }),
  }),
};

const surfaces = fc
  .tuple(fc.subarray([...SURFACES], { minLength: 1 }), fc.tuple(...SURFACES.map(() => limits)), fc.record(ownSettings))
  .map(([enabled, limitsOf, own]) =>
    Object.fromEntries(
      SURFACES.map((name, index) => [
        name,
        {
          ...limitsOf[index],
          ...Object.entries(own).find(([key]) => key === name)?.[1],
          enabled: enabled.includes(name),
        },
      ]),
    ),
  );

const grafana = partly({
  dashboards: partly({
    delivery: fc.constantFrom('sidecar', 'operator'),
    folder: untemplated,
    tags: fc.array(untemplated, { maxLength: 3 }),
    off: fc.dictionary(fc.constantFrom(...DASHBOARDS), untemplated, { maxKeys: DASHBOARDS.length }),
  }),
});

const rules = partly({
  target: fc.constantFrom(...RULE_TARGETS),
  namespace: dnsLabels,
  mimir: partly({ tenant: names, delivery: fc.constantFrom('alloy', 'files') }),
  thanos: partly({ partialResponse: fc.constantFrom('abort', 'warn') }),
});

const argocd = fc.record(
  {
    repoUrl: fc.constantFrom('https://git.example.com/llm/arks.git', 'ssh://git@git.example.com/llm/arks.git'),
    destination: fc.oneof(dnsLabels, fc.constant('https://10.0.0.1:6443')),
    name: dnsLabels,
    project: dnsLabels,
    prune: fc.boolean(),
    selfHeal: fc.boolean(),
    createNamespace: fc.boolean(),
  },
  { requiredKeys: ['repoUrl', 'destination'] },
);

/** Settings as a user may write them in an environment file, budgets aside all of them from end to end of what is allowed. */
export const settings = fc
  .tuple(
    partly({
      monitoring,
      cluster,
      tenants: partly({
        namespaces: fc.oneof(fc.constant('all'), fc.uniqueArray(dnsLabels, { minLength: 1, maxLength: 5 })),
      }),
      arks: partly({ namespace: dnsLabels }),
      gateway: partly({ name: dnsLabels, namespace: dnsLabels, envoyNamespace: dnsLabels }),
      runtimes: fc.shuffledSubarray([...RUNTIMES], { minLength: 1 }),
      scrape,
      sizing,
      rules,
      grafana,
      argocd,
    }),
    surfaces,
  )
  .map(([some, all]) => ({ ...some, ...namedCluster(some), surfaces: scrapedBy(some, all) }));

/** A ruler that sees every cluster wants a name for each. */
function namedCluster({
  cluster: own,
  rules: by,
}: {
  readonly cluster?: object;
  readonly rules?: { target?: string };
}) {
  return CENTRAL_TARGETS.some((target) => target === by?.target) ? { cluster: { name: 'eu-1', ...own } } : {};
}

/** VictoriaMetrics has no scrape classes. */
function scrapedBy(
  { rules: by }: { readonly rules?: { target?: string } },
  { operator, ...others }: Readonly<Record<string, object>>,
) {
  const own = Object.entries(operator ?? {}).filter(([key]) => key !== 'scrapeClass');
  return { ...others, operator: by?.target === 'victoriametrics' ? Object.fromEntries(own) : operator };
}
