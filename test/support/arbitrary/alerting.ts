import fc from 'fast-check';
import { z } from 'zod';
import { alerts as alertSettings } from '../../../src/config/alerts.js';
import { ALERT_LABELS } from '../../../src/config/label-names.js';
import { OVERRIDE_LISTS } from '../../../src/config/overrides.js';
import type { RuntimeName } from '../../../src/config/runtimes.js';
import { type ThresholdName, thresholdNames, thresholds as thresholdSettings } from '../../../src/config/thresholds.js';
import { isMisread } from '../../../src/config/yaml-text.js';
import { ceilingsInScope } from '../../../src/files/percentile-ceilings.js';
import { alerts as everyAlert } from '../../../src/rules/alerts/index.js';
import { decidedBy, listsOf } from '../../../src/rules/classes.js';
import { knownNames } from '../../../src/rules/known-names.js';
import { amount, durations, share } from './amounts.js';
import {
  dnsLabels,
  dnsSubdomains,
  labels,
  labelValues,
  partly,
  prometheusLabels,
  secretKeys,
  untemplated,
  urls,
  withoutVariables,
} from './texts.js';

const LONGEST_MODEL = 253;
const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 365 * DAY_SECONDS;

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
  return partly(Object.fromEntries(thresholdNames.map((name) => [name, drawnThreshold(name, within)])));
}

/** A threshold from end to end of what its schema allows; of a percentile whose buckets are known, as far as they reach. */
function drawnThreshold(name: ThresholdName, within: (name: string) => fc.Arbitrary<number>) {
  const schema = thresholdSettings.unwrap().shape[name].unwrap();
  if (schema instanceof z.ZodString) return durations(mostDays(schema) * DAY_SECONDS);
  const { exclusiveMinimum, maximum, exclusiveMaximum } = z.toJSONSchema(schema);
  if (exclusiveMaximum === 1) return share;
  return maximum === undefined ? within(name) : amount(Number(exclusiveMinimum), maximum);
}

function mostDays(schema: z.ZodString): number {
  let days = 1;
  while (days < YEAR_SECONDS / DAY_SECONDS && schema.safeParse(`${days + 1}d`).success) days += 1;
  return days;
}

/** Limits of their own for some: what their lists can tell apart, and one override before which nothing takes what it is about. */
function overrides(
  runtimes: readonly RuntimeName[],
  namespaces: readonly string[] | undefined,
  off: readonly string[],
) {
  const told = everyAlert.filter(({ name }) => !off.includes(name));
  const values = {
    namespaces:
      namespaces === undefined
        ? fc.uniqueArray(dnsLabels, { minLength: 1, maxLength: 3 })
        : fc.subarray([...namespaces], { minLength: 1 }),
    applications: fc.uniqueArray(
      labelValues.filter((text) => text !== '' && !isMisread(text)),
      { minLength: 1, maxLength: 3 },
    ),
    models: fc.uniqueArray(
      withoutVariables.filter((text) => text.length <= LONGEST_MODEL),
      { minLength: 1, maxLength: 3 },
    ),
  };
  const change = fc.oneof(
    fc.record({ off: untemplated }),
    partly({ for: durations(86_400), severity: fc.constantFrom('critical', 'warning') }).filter(
      (said) => Object.keys(said).length > 0,
    ),
  );
  const one = fc.subarray([...OVERRIDE_LISTS], { minLength: 1 }).chain((lists) => {
    const apart = told.filter((alert) => lists.every((list) => listsOf(alert).includes(list)));
    const read = apart.flatMap(decidedBy);
    const changes = fc.dictionary(fc.constantFrom(...apart.map(({ name }) => name)), change, {
      minKeys: 1,
      maxKeys: 3,
    });
    return fc.record({
      ...Object.fromEntries(lists.map((list) => [list, values[list]])),
      thresholds: thresholds(runtimes).map((some) =>
        Object.fromEntries(Object.entries(some).filter(([name]) => read.some((other) => other === name))),
      ),
      ...(apart.length === 0 ? {} : { alerts: changes.map(withoutWaits) }),
    });
  });
  return fc
    .array(one, { minLength: 1, maxLength: 3 })
    .map((some) => some.map((said, index) => ({ name: `o-${index}`, ...said })))
    .filter((some) => isFollowed({ overrides: some }));
}

/** What waits for a threshold has no time of its own. */
function withoutWaits<Change extends object>(changes: Readonly<Record<string, Change>>) {
  const waits = everyAlert.filter(({ for: wait }) => !/^\d/.test(wait)).map(({ name }) => String(name));
  return Object.fromEntries(
    Object.entries(changes).map(([name, said]) => [
      name,
      waits.includes(name) && 'for' in said ? { severity: 'warning' } : said,
    ]),
  );
}

const isFollowed = (section: object) =>
  alertSettings.safeParse(section).success && knownNames.overrides(section).length === 0;

/** Which alerts there are and how they are told, about these tenants where they are named. */
export function alerts(runtimes: readonly RuntimeName[], tenants: readonly string[] | undefined) {
  const namespaces =
    tenants === undefined
      ? fc.array(dnsLabels, { minLength: 1, maxLength: 3 })
      : fc.subarray([...tenants], { minLength: 1 });
  const all = partly({
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
  return all.chain((some) => {
    const named = Array.isArray(some.namespaces) ? some.namespaces : tenants;
    const own = overrides(runtimes, named, Object.keys(some.off ?? {}));
    return fc
      .oneof({ weight: 2, arbitrary: fc.constant(undefined) }, own)
      .map((said) => (said === undefined ? some : { ...some, overrides: said }));
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
