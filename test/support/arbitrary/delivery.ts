import fc from 'fast-check';
import { DASHBOARDS } from '../../../src/config/dashboard-uids.js';
import { RULE_TARGETS } from '../../../src/config/rules.js';
import { count, durations, goDurations } from './amounts.js';
import {
  dnsLabels,
  dnsSubdomains,
  freeTexts,
  keys,
  labels,
  names,
  partly,
  untemplated,
  urls,
  withoutVariables,
} from './texts.js';

const YEAR_SECONDS = 31_536_000;

const datasourceUids = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);
/** A cluster is asked for only where it has a name, which `agreeing` knows. */
const lokiLabels = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,99}$/).filter(saysNothing);
const attributes = fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_.]{0,99}$/).filter(saysNothing);
/** A pod that is called by a name of namespaces is refused, and the other way round. */
function saysNothing(name: string): boolean {
  return !/(^|[._])(namespace|ns|pod)([._]|$)/.test(name);
}
/** Defaults aside, which a name of one letter rarely is. */
const areApart = (names: object) => new Set(Object.values(names)).size === Object.values(names).length;
const logs = fc.record(
  {
    type: fc.constant('loki'),
    uid: datasourceUids,
    labels: partly({ namespace: lokiLabels, pod: lokiLabels, cluster: lokiLabels }).filter(areApart),
  },
  { requiredKeys: ['uid'] },
);
const traces = fc.record(
  {
    type: fc.constant('tempo'),
    uid: datasourceUids,
    attributes: partly({ namespace: attributes, pod: attributes, cluster: attributes }).filter(areApart),
  },
  { requiredKeys: ['uid'] },
);

/** A dashboard in the v2 schema names its folder by a uid, which a folder that is there already does not say. */
const dashboards = partly({
  namespace: dnsLabels,
  datasource: partly({
    uid: datasourceUids,
    names: fc.array(
      freeTexts.filter((text) => /^[^/\\$\p{Cc}]+$/u.test(text)),
      { maxLength: 2 },
    ),
  }),
  delivery: fc.constantFrom('sidecar', 'operator'),
  format: fc.constantFrom('classic', 'v2'),
  folder: untemplated,
  sidecar: partly({ labels, folderAnnotation: keys }),
  operator: partly({
    instanceSelector: labels,
    resyncPeriod: goDurations(YEAR_SECONDS),
    allowCrossNamespaceImport: fc.boolean(),
    folderRef: dnsSubdomains,
  }),
  off: fc.dictionary(fc.constantFrom(...DASHBOARDS), untemplated, { maxKeys: DASHBOARDS.length }),
  runbooks: partly({ folder: untemplated, off: untemplated }),
  tags: fc.array(untemplated, { maxLength: 3 }),
  range: durations(YEAR_SECONDS),
  refresh: durations(YEAR_SECONDS),
}).map(({ operator, ...all }) => {
  const { folderRef: _, ...rest } = operator ?? {};
  if (operator === undefined) return all;
  return { ...all, operator: all.delivery === 'operator' && all.format === 'v2' ? rest : operator };
});

export const grafana = partly({ url: urls, logs, traces, dashboards });

/** As long as any objective looks back, and as long as any may be. */
export const retentions = fc.constantFrom('31d', '3650d', '10y');

/** Who evaluates rules, each as often as any other; what another ruler would read is refused. */
const rulers = fc.constantFrom(...RULE_TARGETS).chain((target) => {
  const retention = partly({ retention: retentions });
  const ofTarget: Readonly<Record<string, fc.Arbitrary<object>>> = {
    mimir: fc.record({
      mimir: fc.record(
        { tenant: names, delivery: fc.constantFrom('alloy', 'files') },
        // One of many rulers, of which each way must be drawn often enough.
        { requiredKeys: ['delivery'] },
      ),
    }),
    // Few of these are drawn, so each says what it can.
    thanos: fc.record({ thanos: fc.record({ partialResponse: fc.constantFrom('abort', 'warn') }) }),
  };
  if (target === 'prometheus') {
    // Few of these are drawn as well; to say nothing is what environments without this section do.
    return fc
      .tuple(fc.constantFrom<{ target?: string }>({}, { target }), fc.boolean())
      .map(([own, shared]): { target?: string; shared?: boolean } => ({ ...own, shared }));
  }
  return fc.tuple(retention, ofTarget[target] ?? fc.constant({})).map((own) => Object.assign({ target }, ...own));
});
const evaluated = partly({
  interval: durations(120),
  detailInterval: durations(120),
  namespace: dnsLabels,
  selectorLabels: labels,
});
interface Rules {
  readonly target?: string;
  readonly shared?: boolean;
  readonly namespace?: string;
  readonly selectorLabels?: Readonly<Record<string, string>>;
}
export const rules: fc.Arbitrary<Rules> = fc
  .tuple(evaluated, rulers)
  .map(([times, ruler]) => served({ ...times, ...ruler }));

/** Azure evaluates once a minute at most, and what Google evaluates belongs to no namespace. */
function served(all: Rules): Rules {
  const { namespace: _, selectorLabels: __, ...rest } = all;
  if (all.target === 'gke') return rest;
  const times = { interval: '1m', detailInterval: '2m' };
  return all.target === 'azure' ? { ...all, ...times } : all;
}

const price = fc.oneof(
  fc.constantFrom(0, Number.MIN_VALUE, Number.MAX_VALUE, 0.1),
  fc.double({ min: 0, max: 1_000, noNaN: true }),
);
export const prices = partly({
  currency: fc.stringMatching(/^[A-Z]{3}$/),
  models: fc.uniqueArray(fc.record({ model: withoutVariables, inputPerMillion: price, outputPerMillion: price }), {
    selector: ({ model }) => model,
    maxLength: 3,
  }),
});

export const exporters = partly({
  gpu: partly({ enabled: fc.boolean(), podLabel: fc.constantFrom('pod', 'exported_pod') }),
  containers: partly({ enabled: fc.boolean() }),
});

const pauses = fc.constantFrom('1s', '99999h', '7m');
const ignored = fc.record(
  {
    group: fc.constantFrom('', 'apps', 'a.b-c.1'),
    kind: fc.constantFrom('Deployment', 'A'),
    name: dnsLabels,
    jsonPointers: fc.constantFrom(['/spec/replicas'], ['/a~1b/~0', '/\u00e9/0']),
    reason: freeTexts.filter((text) => text !== ''),
  },
  { requiredKeys: ['kind', 'jsonPointers', 'reason'] },
);
export const argocd = fc.record(
  {
    name: dnsLabels,
    namespace: dnsLabels,
    project: dnsSubdomains,
    repoUrl: fc.constantFrom('https://git.example.com/llm/arks.git', 'ssh://git@git.example.com/llm/arks.git'),
    revision: fc.constantFrom('main', 'v1.2', '7e3a', 'a/b+c'),
    path: fc.constantFrom('.', 'deploy/a', '...'),
    destination: fc.oneof(dnsLabels, fc.constant('https://10.0.0.1:6443')),
    createNamespace: fc.boolean(),
    prune: fc.boolean(),
    selfHeal: fc.boolean(),
    syncOptions: fc.subarray(['Validate=false', 'Replace=true', 'A=a,b']),
    retry: partly({
      limit: fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER),
      firstPause: pauses,
      factor: count(Number.MAX_SAFE_INTEGER),
      longestPause: pauses,
    }),
    ignoreDifferences: fc.array(ignored, { maxLength: 2 }),
  },
  { requiredKeys: ['repoUrl', 'destination'] },
);
