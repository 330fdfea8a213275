import { gauge, replica, STEADY, vllm } from './scenes.js';
import type { AlertStories } from './story.js';
import type { Labels, Scene } from './timeline.js';
import { CRITICAL, OF_MONITORING } from './told-labels.js';

const WARNING = { severity: 'warning' };

/** What scrapes of two replicas kept, of the 3500 samples that they may; others are none of our business. */
const samples = (one: number, other: number): Scene => [
  gauge('scrape_samples_post_metric_relabeling', replica('a'), one),
  gauge('scrape_samples_post_metric_relabeling', replica('b'), other),
  gauge('scrape_samples_post_metric_relabeling', { job: 'kubelet', instance: '10.3.5.7:10250' }, 910_000),
];

/** Series that each scrape of two replicas adds, of the 3500 that a scrape may hold. */
const added = (one: number, other: number): Scene => [
  gauge('scrape_series_added', replica('a'), one),
  gauge('scrape_series_added', replica('b'), other),
  gauge('scrape_series_added', { job: 'kubelet', instance: '10.3.5.7:10250' }, 9_100),
];

/** What two replicas show and what is left of it; others, of whose pages somebody else keeps nothing, are none of our business. */
const scraped = (shown: number, left: number, up = 1): Scene => [
  ...target(replica('a'), 519, 319, 1),
  ...target(replica('b'), shown, left, up),
  ...target({ job: 'kubelet', instance: '10.3.5.7:10250' }, 4_100, 0, 1),
];
const target = (labels: Labels, shown: number, left: number, up: number): Scene => [
  gauge('scrape_samples_scraped', labels, shown),
  gauge('scrape_samples_post_metric_relabeling', labels, left),
  gauge('up', labels, up),
];

/** The exporter of the custom resources with so many samples, which is refused or not, and one of others that is always. */
const EXPORTER = { job: 'arks-custom-resources', ...OF_MONITORING, pod: 'exporter-3', instance: '10.3.5.9:8080' };
const exported = (shown: number, up: number): Scene => [
  ...target(EXPORTER, shown, shown, up),
  ...target({ job: 'kubelet', instance: '10.3.5.7:10250' }, 910_000, 910_000, 0),
];

const recorded = [
  ...[...vllm('a', STEADY), ...vllm('b', STEADY)],
  ...vllm('c', STEADY, { namespace: 'tenant-b', application: 'search', role: 'decode' }),
  ...vllm('d', STEADY, { application: 'search', role: 'prefill' }),
  ...vllm('f', STEADY, { role: 'decode' }),
];
/** An engine of a runtime that was added to the environment, while Prometheus has the older records: nothing records it. */
const unrecorded = gauge(
  'dynamo_frontend_inflight_requests',
  {
    ...replica('s', { application: 'search', role: 'decode', job: 'monitoring/arks-disaggregated' }),
    model: 'mistral-9b',
  },
  3,
);

/** Whether this monitoring itself can be believed. */
export const monitoringStories: readonly AlertStories[] = [
  {
    alert: 'ArksScrapeBudgetExceeded',
    healthy: samples(403, 409),
    faulty: samples(2_911, 409),
    firesAfterMinutes: 15,
    told: [
      {
        labels: { ...replica('a'), ...WARNING },
        summary: 'a of arks-application-chat uses 83.17% of its sample budget, limit 80%',
      },
    ],
    justBelow: samples(2_800, 409),
    noTraffic: 'an engine publishes as many series idle as busy',
    idleReplica: 'an engine publishes as many series idle as busy',
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksScrapeRefused',
    healthy: exported(4_001, 1),
    faulty: exported(60_001, 0),
    firesAfterMinutes: 3,
    leftOpen: { firesAfterMinutes: 2 },
    told: [
      {
        labels: { ...EXPORTER, ...CRITICAL },
        summary:
          'Prometheus refuses the scrapes of exporter-3 of arks-custom-resources, which exposes 60k samples, for every tenant',
      },
    ],
    justBelow: exported(59_999, 1),
    noTraffic: exported(0, 1),
    idleReplica: 'is about what tenants share',
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksRuntimeScrapeRefused',
    healthy: scraped(523, 317),
    faulty: scraped(3_701, 3_503, 0),
    firesAfterMinutes: 3,
    leftOpen: { firesAfterMinutes: 2 },
    told: [
      {
        labels: { ...replica('b'), ...WARNING },
        summary: 'Prometheus refuses the scrapes of b of tenant-a/chat (unified), which exposes 3.701k samples',
      },
    ],
    justBelow: scraped(3_701, 3_499),
    noTraffic: scraped(0, 0),
    idleReplica: 'an engine publishes as many series idle as busy',
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksScrapeSeriesChurning',
    healthy: added(0, 1),
    faulty: added(503, 1),
    firesAfterMinutes: 11,
    told: [
      {
        labels: { ...replica('a'), ...WARNING },
        summary: 'a of arks-application-chat has added 172.5% of its sample limit in new series within 1h, limit 100%',
      },
    ],
    // A scrape a minute: 57 x 61 is 3477.
    justBelow: added(57, 1),
    noTraffic: 'an engine publishes as many series idle as busy',
    idleReplica: 'an engine publishes as many series idle as busy',
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 60,
  },
  {
    alert: 'ArksScrapeNothingKept',
    healthy: scraped(523, 317),
    faulty: scraped(523, 0),
    firesAfterMinutes: 15,
    told: [
      {
        labels: { ...replica('b'), ...WARNING },
        summary: 'b of arks-application-chat exposes 523 samples, of which none is kept',
      },
    ],
    justBelow: scraped(523, 1),
    noTraffic: scraped(0, 0),
    idleReplica:
      'an engine publishes as many series idle as busy; what is kept of each stands in test/live and test/real',
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksRulesStale',
    settings: { runtimes: ['vllm', 'sglang', 'dynamo'] },
    recordedBy: { runtimes: ['vllm', 'sglang'] },
    healthy: recorded,
    faulty: [...recorded, unrecorded],
    firesAfterMinutes: 10,
    told: [
      {
        labels: { namespace: 'tenant-a', application: 'search', role: 'decode', ...WARNING },
        summary: 'series of tenant-a/search arrive but are not recorded',
      },
    ],
    justBelow: 'series are recorded, or they are not',
    noTraffic: [...vllm('a', {}), ...vllm('b', {})],
    idleReplica: [...recorded, ...vllm('e', {})],
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
];
