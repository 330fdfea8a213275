import fc from 'fast-check';
import { isOfTenants, SURFACES, type SurfaceName } from '../../../src/config/surfaces.js';
import { surfaces } from '../../../src/scraping/surfaces/index.js';
import { dnsSubdomains, secretKeys } from './texts.js';

const PROTOCOLS = [
  ...['PrometheusProto', 'OpenMetricsText0.0.1', 'OpenMetricsText1.0.0'],
  ...['PrometheusText0.0.4', 'PrometheusText1.0.0'],
];
/** Surfaces that say by themselves how they are asked. */
const OWN_WAY: readonly SurfaceName[] = ['operator', 'customResources'];
/** Labels that nobody else writes. */
const OWN = ['zz_pass_a', 'zz_pass_b'] as const;

const key = fc.record({ name: dnsSubdomains, key: secretKeys }, { requiredKeys: ['name'] });
const certificate = fc.oneof(fc.record({ secret: key }), fc.record({ configMap: key }));
const tlsConfig = fc
  .tuple(
    fc.record({ ca: certificate, serverName: dnsSubdomains, insecureSkipVerify: fc.boolean() }, { requiredKeys: [] }),
    fc.option(fc.record({ cert: certificate, keySecret: key }), { nil: {} }),
  )
  .map(([some, own]) => ({ ...some, ...own }));
/** One request has one of them, and certificates are for https only. */
const access = fc
  .tuple(
    fc.constantFrom({}, { scheme: 'http' }, { scheme: 'https' }),
    tlsConfig,
    fc.oneof(
      fc.constant({}),
      fc.record({
        authorization: fc.record(
          { type: fc.constantFrom('Bearer', 'X-Own'), credentials: key },
          { requiredKeys: ['credentials'] },
        ),
      }),
      fc.record({ basicAuth: fc.record({ username: key, password: key }) }),
    ),
  )
  .map(([scheme, tls, who]) => ({
    ...scheme,
    ...('scheme' in scheme && scheme.scheme === 'https' ? { tlsConfig: tls } : {}),
    ...who,
  }));

const reading = { sourceLabels: fc.constant(['zz_from', 'pod']), separator: fc.constantFrom(';', '/') };
const changingCase = fc.record(
  { action: fc.constantFrom('lowercase', 'uppercase'), ...reading, targetLabel: fc.constantFrom(...OWN) },
  { requiredKeys: ['action', 'sourceLabels', 'targetLabel'] },
);
const writing = fc.record(
  {
    action: fc.constant('replace'),
    ...reading,
    regex: fc.constantFrom('(.+)', '(a|b\\.c)'),
    targetLabel: fc.constantFrom(...OWN),
    replacement: fc.constantFrom('$1', 'own'),
  },
  { requiredKeys: ['action', 'sourceLabels', 'targetLabel'] },
);
const choosing = (actions: readonly string[]) =>
  fc.record({ action: fc.constantFrom(...actions), ...reading, regex: fc.constantFrom('x.*', 'a|b') });
const ofNames = fc.oneof(
  fc.record({ action: fc.constant('labeldrop'), regex: fc.constantFrom('zz_old', 'zz_old|zz_older.*') }),
  fc.constant({ action: 'labelmap', regex: '__meta_kubernetes_pod_label_(zz.+)', replacement: 'zz_label_$1' }),
);
const rules = (choices: readonly string[]) =>
  fc.array(fc.oneof(writing, changingCase, choosing(choices), ofNames), { minLength: 1, maxLength: 4 });

const formats = {
  scrapeProtocols: fc.shuffledSubarray(PROTOCOLS, { minLength: 1 }),
  fallbackScrapeProtocol: fc.constantFrom(...PROTOCOLS),
};
const TEAM = 'zz.example.com/team';
const labels = fc.subarray([TEAM, 'zz_tier'], { minLength: 1 });
const WAYS = ['text', 'inRecords', 'inNone'] as const;
type Way = (typeof WAYS)[number];
/** The same labels of one list, in the three ways to write them. */
const written = (list: readonly string[], way: Way) =>
  list.map((name) => (way === 'text' ? name : { name, inRecords: way === 'inRecords' }));
const plain = fc.record(
  {
    ...formats,
    proxyUrl: fc.constantFrom('http://proxy.example.com:3128', 'https://proxy.example.com/x'),
    podTargetLabels: labels,
    relabelings: rules(['keep', 'drop']),
    metricRelabelings: rules(['drop']),
    attachMetadata: fc.record({ node: fc.boolean() }),
  },
  { requiredKeys: [] },
);

/** What is passed on to monitors: an entry each for targets that are pods, for those behind Services, and for what has its own way in. */
export const endpoints = fc
  .record({
    some: fc.shuffledSubarray([...SURFACES], { minLength: 3 }),
    entries: fc.tuple(plain, plain, plain),
    access: fc.tuple(access, access),
    targetLabels: fc.constantFrom({}, { targetLabels: ['zz.example.com/tier'] }),
  })
  .map(({ some, entries: [ofPods, ofServices, ofOperator], access: [first, second], targetLabels }) => {
    const way = WAYS[some.length % WAYS.length] ?? 'text';
    const found = (by: string) => (name: SurfaceName) => !OWN_WAY.includes(name) && surfaces[name].finds === by;
    const [pods, services] = ['pods', 'services'].map((by) => some.filter(found(by)));
    return [
      { surfaces: pods ?? [], ...ofPods, ...first },
      { surfaces: services ?? [], ...ofServices, ...second, ...targetLabels },
      { surfaces: some.filter((name) => OWN_WAY.includes(name)), ...ofOperator },
    ]
      .flatMap((entry) => inTheirWay(entry, way))
      .filter((entry) => entry.surfaces.length > 0);
  });

interface Labelled {
  readonly surfaces: readonly SurfaceName[];
  readonly podTargetLabels?: readonly string[];
  readonly targetLabels?: readonly string[];
}

/** An entry whose labels are written in a way; what only pods of applications can have is of an entry of their own. */
function inTheirWay<Entry extends Labelled>(entry: Entry, way: Way) {
  const ofSurfaces = (own: readonly SurfaceName[], how: Way) => ({
    ...entry,
    surfaces: own,
    ...(entry.podTargetLabels === undefined ? {} : { podTargetLabels: written(entry.podTargetLabels, how) }),
    ...(entry.targetLabels === undefined ? {} : { targetLabels: written(entry.targetLabels, how) }),
  });
  return [
    ofSurfaces(entry.surfaces.filter(isOfTenants), way),
    ofSurfaces(
      entry.surfaces.filter((name) => !isOfTenants(name)),
      way === 'inRecords' ? 'inNone' : way,
    ),
  ];
}
