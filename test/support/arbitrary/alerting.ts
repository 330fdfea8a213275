import fc from 'fast-check';
import { ALERT_LABELS } from '../../../src/config/label-names.js';
import type { RuntimeName } from '../../../src/config/runtimes.js';
import { ceilingsInScope } from '../../../src/files/percentile-ceilings.js';
import { knownNames } from '../../../src/rules/known-names.js';
import { amount, durations, share } from './amounts.js';
import { dnsLabels, dnsSubdomains, labels, partly, prometheusLabels, secretKeys, untemplated, urls } from './texts.js';

const YEAR_SECONDS = 31_536_000;
const perSecond = amount(0, 10_000);

/** Limits of alerts, from end to end of what is allowed; percentiles as far as these runtimes can reach. */
function thresholds(runtimes: readonly RuntimeName[]) {
  const within = (threshold: string) => {
    const reaches = ceilingsInScope(knownNames.reach, runtimes).filter((reach) => reach.threshold === threshold);
    const furthest = [...new Set(reaches.map(({ exporter }) => exporter))].map((exporter) =>
      Math.max(...reaches.filter((reach) => reach.exporter === exporter).map(({ last }) => last)),
    );
    // A runtime whose buckets nobody knows has no end to reach.
    const last = Math.min(...furthest, YEAR_SECONDS);
    return amount(0, last).filter((limit) => limit < last || reaches.every(({ allowed }) => allowed === 'at most'));
  };
  return partly({
    minimumRequestsPerSecond: perSecond,
    minimumTokensPerSecond: amount(0, 10_000_000),
    replicaStart: durations(86_400),
    queuedRequestsPerReplica: perSecond,
    firstTokenP95Seconds: within('firstTokenP95Seconds'),
    interTokenP95Seconds: within('interTokenP95Seconds'),
    requestP95Seconds: within('requestP95Seconds'),
    kvCacheUsageRatio: share,
    prefixCacheDropRatio: amount(0, 1),
    prefixCacheUsualRatio: share,
    preemptionsPerSecondPerReplica: perSecond,
    errorRatio: share,
    abandonedRatio: share,
    loadImbalanceRatio: amount(1, 10_000),
    loadImbalanceMinimumRequests: perSecond,
    kvTransferFailuresPerSecond: perSecond,
    disaggregatedQueuePerReplica: perSecond,
    gatewayErrorRatio: share,
    gatewayP95Milliseconds: within('gatewayP95Milliseconds'),
    routeTimeoutRatio: share,
    upstreamHealthyRatio: amount(0, 1),
    externalProcessingFailureRatio: share,
    pluginRestarts: amount(0, 8),
    tooLargeRequestsPerSecond: perSecond,
    rateLimitHitsPerSecond: perSecond,
    quotaNearlyRatio: share,
    quotaRunwayHours: amount(0, 8_760),
    accountingDriftRatio: share,
    tenantShareRatio: share,
    reconcileErrorRatio: share,
    modelLoad: durations(7 * 86_400),
    seriesAddedRatio: amount(0, 60),
    sampleLimitRatio: share,
  });
}

/** Which alerts there are and how they are told, about these tenants where they are named. */
export function alerts(runtimes: readonly RuntimeName[], tenants: readonly string[] | undefined) {
  const namespaces =
    tenants === undefined
      ? fc.array(dnsLabels, { minLength: 1, maxLength: 3 })
      : fc.subarray([...tenants], { minLength: 1 });
  return partly({
    thresholds: thresholds(runtimes),
    off: fc.dictionary(fc.constantFrom(...knownNames.alerts), untemplated, { maxKeys: 3 }),
    labels: fc.dictionary(
      prometheusLabels.filter((name) => !ALERT_LABELS.includes(name)),
      untemplated,
      { maxKeys: 3 },
    ),
    severities: fc.constantFrom({ critical: 'page' }, { warning: 'P3' }, { critical: '\ta', warning: 'a\nb' }),
    namespaces: fc.oneof(fc.constant('all'), namespaces),
    runbookUrl: urls,
    runbookEnding: fc.constantFrom('', '.html', '/', '~'.repeat(40)),
  });
}

const secret = fc.record({ name: dnsSubdomains, key: secretKeys });
const receiver = fc.oneof(
  fc.record({ pagerDuty: fc.record({ routingKey: secret }) }),
  fc.record({ slack: fc.record({ url: secret, channel: untemplated }) }),
  fc.record({ webhook: fc.record({ url: secret }) }),
);
const times = partly({
  wait: durations(YEAR_SECONDS),
  interval: durations(YEAR_SECONDS),
  repeat: durations(YEAR_SECONDS),
});

/** How alerts reach people: every receiver has a route, of severities or of one of these tenants. */
export function alertmanager(tenants: readonly string[] | undefined) {
  const who =
    tenants === undefined
      ? fc.uniqueArray(dnsLabels, { maxLength: 2 })
      : fc.subarray([...tenants]).map((some) => some.slice(0, 2));
  const delivery = fc.constantFrom(
    { matcherStrategy: 'None' },
    {
      delivery: 'alertmanagerConfig',
      matcherStrategy: 'OnNamespaceExceptForAlertmanagerNamespace',
      apiVersion: 'v1beta1',
    },
    { matcherStrategy: 'None', apiVersion: 'v1alpha1' },
    { delivery: 'configMap', secretsFolder: '/a/b' },
    { delivery: 'configMap' },
  );
  const rest = partly({
    namespace: dnsLabels,
    selectorLabels: labels,
    timing: partly({ critical: times, warning: times }),
    inhibition: fc.boolean(),
  });
  const told = fc.tuple(
    who,
    fc.uniqueArray(dnsLabels, { minLength: 4, maxLength: 4 }),
    fc.array(receiver, { minLength: 4, maxLength: 4 }),
  );
  return fc.tuple(delivery, rest, told).map(([how, others, [namespaces, names, receivers]]) => {
    const [critical, warning, ...ofTenants] = names;
    return {
      ...how,
      ...others,
      receivers: receivers.slice(0, 2 + namespaces.length).map((one, index) => ({ name: names[index], ...one })),
      routes: {
        critical,
        warning,
        ...(namespaces.length === 0
          ? {}
          : { tenants: Object.fromEntries(namespaces.map((name, index) => [name, ofTenants[index]])) }),
      },
    };
  });
}
