import { ENGINES, OF_PLATFORM, OF_TENANTS, SURFACES } from '../../config/surfaces.js';
import { durationSeconds } from '../../lib/duration.js';
import { type Expression, firstOf, unless } from '../../promql/build.js';
import { requestsRunningPerPod } from '../../signals/requests/requests.js';
import { groupEvaluated, groupNotEvaluated } from '../../signals/scraping/evaluation.js';
import { shareOfLimitAdded, shareOfSampleBudget } from '../../signals/scraping/sample-limits.js';
import {
  ADDED_WINDOW,
  engineSeries,
  samplesLost,
  samplesRefused,
  samplesRefusedPerReplica,
} from '../../signals/scraping/targets.js';
import { grouping } from '../../signals/vocabulary/identity.js';
import type { Alert } from '../alert.js';
import type { AlertContext } from '../alert-context.js';
import { clusterWhereMissing, namespaceWhereMissing } from '../alert-namespace.js';
import { APPLICATION_IN_WORDS, counted, label, ROLE_IN_WORDS, whether } from '../alert-words.js';
import { samplesLostAnywhere, samplesRefusedOfPlatform } from './any-target.js';

/** How long Prometheus takes the last sample of a series for its value. */
const LOOKED_BACK_SECONDS = 300;

/** Whether this monitoring itself can be believed. */
export const monitoringAlerts = {
  scrapeBudgetExceeded: {
    name: 'ArksScrapeBudgetExceeded',
    severity: 'warning',
    surfaces: SURFACES,
    when: { signal: shareOfSampleBudget, is: 'above', limit: 'sampleLimitRatio' },
    for: '15m',
    summary: ({ value, limit }) =>
      `${label('pod')} of ${label('job')} uses ${value} of its sample budget, limit ${limit}`,
    description:
      'A replica is refused as a whole above 100%, a target that tenants share above its sampleLimit, by default at 300%. First check ' +
      'which label has gained values and in which namespace, then give that namespace a ResourceQuota, raise the limits, or keep ' +
      'fewer metrics.',
    dashboard: 'arks-troubleshooting',
    variables: ['namespace', 'pod'],
  },
  scrapeRefused: {
    name: 'ArksScrapeRefused',
    severity: 'critical',
    signals: [samplesRefused],
    surfaces: OF_PLATFORM,
    expression: samplesRefusedOfPlatform,
    // Two scrapes in a row at the default interval: what is lost is everybody's.
    for: '1m',
    summary: () =>
      `Prometheus refuses the scrapes of ${label('pod')} of ${label('job')}, which exposes ${counted('sample', 'samples')}, for every tenant`,
    description:
      'It runs, but nothing of it is read, so alerts of every tenant are silent: without the custom resources those about quotas, ' +
      'models, endpoints and missing replicas, without the plugin those about users and limits, without Envoy those about errors and ' +
      'objectives. First check the error of the target, then which namespace has most of its samples.',
    dashboard: 'arks-troubleshooting',
    variables: ['namespace', 'pod'],
  },
  runtimeScrapeRefused: {
    name: 'ArksRuntimeScrapeRefused',
    severity: 'warning',
    surfaces: OF_TENANTS,
    when: { signal: samplesRefusedPerReplica, is: 'above', limit: 0 },
    for: '1m',
    summary: ({ value }) =>
      `Prometheus refuses the scrapes of ${label('pod')} of ${ROLE_IN_WORDS}, which exposes ${counted('sample', 'samples', value)}`,
    description:
      'The replica answers, but nothing of it is read: its latency, queue and tokens are missing from its application, and from no ' +
      'other. First check the error of the target: too many samples, a label that is too long, a line that is not a sample.',
    dashboard: 'arks-troubleshooting',
    variables: ['namespace', 'application', 'pod'],
  },
  scrapeSeriesChurning: {
    name: 'ArksScrapeSeriesChurning',
    severity: 'warning',
    surfaces: SURFACES,
    when: { signal: shareOfLimitAdded, is: 'above', limit: 'seriesAddedRatio' },
    for: '5m',
    summary: ({ value, limit }) =>
      `${label('pod')} of ${label('job')} has added ${value} of its sample limit in new series within ${ADDED_WINDOW}, ` +
      `limit ${limit}`,
    description:
      'Each scrape adds series that were not there before, so Prometheus fills up although no single scrape is too large. ' +
      'First check which label of which metric changes from scrape to scrape, and whether the pod is what it claims to be.',
    dashboard: 'arks-troubleshooting',
    variables: ['namespace', 'pod'],
  },
  scrapeNothingKept: {
    name: 'ArksScrapeNothingKept',
    severity: 'warning',
    signals: [samplesLost],
    surfaces: SURFACES,
    expression: samplesLostAnywhere,
    // Nothing is there to keep while a replica starts: SGLang's scheduler reports half a minute after it can be scraped, and a
    // frontend of Dynamo shows nothing of a model before its first worker has loaded it.
    for: 'replicaStart',
    summary: () => `${label('pod')} of ${label('job')} exposes ${counted('sample', 'samples')}, of which none is kept`,
    description:
      'The target answers, but none of its samples has a name that its monitor keeps, so it is invisible. First check the ' +
      'metric names on its page: there may be another exporter on the port, a new version, or names that were changed on ' +
      'the way.',
    dashboard: 'arks-troubleshooting',
    variables: ['namespace', 'pod'],
  },
  rulesStale: {
    name: 'ArksRulesStale',
    severity: 'warning',
    signals: [engineSeries, requestsRunningPerPod, groupEvaluated],
    surfaces: SURFACES,
    expression: (context) => {
      const [first, ...rest] = [...unrecorded(context), ...unevaluated(context)];
      if (first === undefined) throw new Error('there must be a group of recording rules');
      return firstOf(first, ...rest);
    },
    // Groups of rules are everybody's, and those that stopped leave nothing behind that could say of which cluster.
    labels: (environment) => ({
      ...namespaceWhereMissing('customResources')(environment),
      ...clusterWhereMissing(environment),
    }),
    for: '10m',
    summary: () =>
      whether(
        'rule_group',
        `rule group ${label('rule_group')} is not evaluated`,
        `series of ${APPLICATION_IN_WORDS} arrive but are not recorded`,
      ),
    description:
      'Dashboards and alerts read recorded series, so they are blind for this application, or for everything that this ' +
      'group records. First check the health and the evaluation time of the rule groups in Prometheus.',
    dashboard: 'arks-troubleshooting',
    variables: ['namespace', 'application'],
  },
} as const satisfies Readonly<Record<string, Alert>>;

/** Applications whose engines are heard of and not recorded. */
function unrecorded({ enabled, read, view }: AlertContext): readonly Expression[] {
  if (!ENGINES.some((surface) => enabled(surface))) return [];
  const by = grouping(view, 'namespace', 'application', 'role');
  return [unless(read(engineSeries), read(requestsRunningPerPod), by)];
}

/** Groups that have stopped, one question each: whether there is anything to record says nothing of most of them. */
function unevaluated({ recordingGroups }: AlertContext): readonly Expression[] {
  return recordingGroups().map(({ name, interval }) => {
    // Twice, so that one evaluation may be missed.
    const seconds = 2 * durationSeconds(interval);
    return seconds > LOOKED_BACK_SECONDS ? groupNotEvaluated(name, `${seconds}s`) : groupNotEvaluated(name);
  });
}
