import fc from 'fast-check';
import { type RuntimeName, STARTED_BY_ARKS } from '../../../src/config/runtimes.js';
import { SURFACES } from '../../../src/config/surfaces.js';
import { count, resources } from './amounts.js';
import { dnsLabels, dnsSubdomains, keys, labels, labelValues, names, partly, secretKeys } from './texts.js';

/** Above what any generated installation is predicted to need. */
const AMPLE_BUDGET = 1_000_000_000;
const DIGEST = '7'.repeat(64);

const limits = fc
  .oneof(fc.tuple(fc.nat(1_000), fc.nat(1_000)), fc.constant([Number.MAX_SAFE_INTEGER - AMPLE_BUDGET, 0] as const))
  .map(([budget, more]) => ({ seriesBudget: AMPLE_BUDGET + budget, sampleLimit: AMPLE_BUDGET + budget + more }));

const reference = fc.record({ name: dnsSubdomains, key: secretKeys }, { requiredKeys: ['name'] });

const toleration = fc.oneof(
  fc.record(
    { operator: fc.constant('Exists'), effect: fc.constantFrom('NoSchedule', 'PreferNoSchedule') },
    { requiredKeys: ['operator'] },
  ),
  fc.record({ key: keys, value: labelValues, operator: fc.constant('Equal') }, { requiredKeys: ['key'] }),
  fc.record({
    key: keys,
    operator: fc.constant('Exists'),
    effect: fc.constant('NoExecute'),
    tolerationSeconds: fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER),
  }),
);

const podTerm = {
  topologyKey: 'kubernetes.io/hostname',
  labelSelector: { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
};
const affinity = fc.constantFrom(
  { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: podTerm }] } },
  {
    podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [podTerm] },
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: 'pool', operator: 'In', values: ['a'] }] }],
      },
    },
  },
);

const tls = fc.record(
  { ca: fc.oneof(fc.record({ secret: reference }), fc.record({ configMap: reference })), serverName: dnsSubdomains },
  { requiredKeys: ['ca'] },
);
export const serviceAccount = fc.record({ name: dnsSubdomains, namespace: dnsLabels }, { requiredKeys: ['name'] });

/** What only one surface has; the names of Secrets include those of the surface's own objects. */
const ownSettings = {
  router: partly({ port: count(65_535) }),
  // Without a selector nothing is found, so it is always there.
  unmanagedRuntime: fc.record(
    {
      selector: fc.dictionary(keys, labelValues, { minKeys: 1, maxKeys: 2 }),
      applicationLabel: keys,
      port: count(65_535),
      path: fc.constantFrom('/metrics', '/prometheus/metrics', '/v1/stats.txt'),
    },
    { requiredKeys: ['selector'] },
  ),
  operator: fc.oneof(
    partly({
      tls,
      tokenSecret: fc.record(
        { name: fc.oneof(dnsSubdomains, fc.constantFrom('arks-operator', 'arks-operator-metrics')), key: secretKeys },
        { requiredKeys: ['name'] },
      ),
    }),
    fc.record({ tls, scrapeClass: fc.record({ name: names, serviceAccount }) }),
  ),
  customResources: partly({
    image: fc.constantFrom(
      'localhost:5000/ksm:v2.17.0',
      `registry.k8s.io/ksm/ksm@sha256:${DIGEST}`,
      `r.io/ksm:v7@sha256:${DIGEST}`,
    ),
    resources,
    nodeSelector: labels,
    tolerations: fc.array(toleration, { maxLength: 3 }),
    affinity,
    priorityClassName: dnsSubdomains,
    imagePullSecrets: fc.array(dnsSubdomains, { maxLength: 2 }),
    replicas: fc.constantFrom(1, 1, 2),
    shards: fc.constantFrom(1, 1, 3),
    securityContext: partly({
      fsGroup: fc.constantFrom(1, 2_147_483_647),
      supplementalGroups: fc.array(count(2_147_483_647), { maxLength: 2 }),
      seccompProfile: fc.constantFrom(
        { type: 'RuntimeDefault' },
        { type: 'Localhost', localhostProfile: 'profiles/ksm.json' },
      ),
      seLinuxOptions: partly({
        user: labelValues,
        role: labelValues,
        type: labelValues,
        level: fc.constantFrom('s0', 's0:c123,c456'),
      }),
    }),
    runAsUser: fc.constantFrom(1, 65_534, 2_147_483_647, 'assigned'),
    extraArgs: fc.uniqueArray(
      fc.constantFrom(
        ...['--use-apiserver-cache', '--v=4', '--server-read-timeout=1m0.5s', '--auto-gomemlimit-ratio=.9'],
        ...['--vmodule=reflector=4,main=2', '--log_backtrace_at=main.go:17', '--stderrthreshold=ERROR'],
      ),
      { selector: (text) => text.split('=', 1)[0], maxLength: 2 },
    ),
    tokenLimits: fc.boolean(),
    networkPolicy: partly({
      enabled: fc.boolean(),
      prometheusNamespace: dnsLabels,
      prometheusLabels: fc.dictionary(keys, labelValues, { minKeys: 1, maxKeys: 2 }),
    }),
  }).map(({ shards, ...one }) =>
    // Not several of both.
    shards === undefined || (one.replicas ?? 1) > 1 ? one : { ...one, shards },
  ),
};

/** Every surface, at least one of them on. */
export const surfaces = fc
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

export const sizing = partly({
  maxModelLength: fc.oneof(count(2_000_000), fc.constant(Number.MAX_SAFE_INTEGER)),
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

type Drawn = Readonly<Record<string, { readonly enabled: boolean }>>;

/** The same for these runtimes: what has nothing to scrape is off, and something is on. */
export function servedBy(all: Drawn, named: readonly RuntimeName[]): Drawn {
  const isServed = (name: string) => {
    if (name === 'runtime') return named.some((one) => STARTED_BY_ARKS.includes(one));
    return name !== 'unmanagedRuntime' || named.some((one) => !STARTED_BY_ARKS.includes(one));
  };
  const served = Object.fromEntries(
    Object.entries(all).map(([name, one]) => [name, { ...one, enabled: one.enabled && isServed(name) }]),
  );
  const { operator } = served;
  if (operator === undefined || Object.values(served).some(({ enabled }) => enabled)) return served;
  return { ...served, operator: { ...operator, enabled: true } };
}
