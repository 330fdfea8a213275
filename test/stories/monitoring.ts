import { gauge, replica, STEADY, vllm } from './scenes.js';
import type { AlertStories } from './story.js';
import type { Labels, Scene } from './timeline.js';

const WARNING = { severity: 'warning' };

/** What scrapes of two replicas kept, of the 5000 samples that they may; others are none of our business. */
const samples = (one: number, other: number): Scene => [
  gauge('scrape_samples_post_metric_relabeling', replica('a'), one),
  gauge('scrape_samples_post_metric_relabeling', replica('b'), other),
  gauge('scrape_samples_post_metric_relabeling', { job: 'kubelet', instance: '10.3.5.7:10250' }, 910_000),
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

const recorded = [
  ...[...vllm('a', STEADY), ...vllm('b', STEADY)],
  ...vllm('c', STEADY, { namespace: 'tenant-b', application: 'search', role: 'decode' }),
  ...vllm('d', STEADY, { application: 'search', role: 'prefill' }),
  ...vllm('f', STEADY, { role: 'decode' }),
];
/** An engine of a runtime that this environment says it does not have, so that nothing records it. */
const unrecorded = gauge(
  'sglang:num_running_reqs',
  {
    ...replica('s', { application: 'search', role: 'decode', job: 'monitoring/arks-disaggregated' }),
    model_name: 'mistral-9b',
  },
  3,
);

/** Whether this monitoring itself can be believed. */
export const monitoringStories: readonly AlertStories[] = [
  {
    alert: 'ArksScrapeBudgetExceeded',
    healthy: samples(403, 409),
    faulty: samples(4_157, 409),
    firesAfterMinutes: 15,
    told: [
      {
        labels: { ...replica('a'), ...WARNING },
        summary: 'a of arks-application-chat fills 83.14% of its sample limit, limit 80%',
      },
    ],
    justBelow: samples(4_000, 409),
    noTraffic: 'an engine publishes as many series idle as busy',
    idleReplica: 'an engine publishes as many series idle as busy',
    counterReset: 'reads gauges only',
    whenGone: 'silent',
    recoversAfterMinutes: 0,
  },
  {
    alert: 'ArksScrapeNothingKept',
    healthy: scraped(523, 317),
    faulty: scraped(523, 0),
    firesAfterMinutes: 15,
    told: [
      {
        labels: { ...replica('b'), ...WARNING },
        summary: 'b of arks-application-chat shows 523 samples, and none of them is kept',
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
    settings: { runtimes: ['vllm'] },
    healthy: recorded,
    faulty: [...recorded, unrecorded],
    firesAfterMinutes: 10,
    told: [
      {
        labels: { namespace: 'tenant-a', application: 'search', role: 'decode', ...WARNING },
        summary: 'series of tenant-a/search arrive and are not recorded',
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
