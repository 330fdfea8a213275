import { elsewhere, moved } from './neighbours.js';
import { type EventStory, lasting } from './objectives-event-story.js';
import { STEADY, vllm } from './scenes.js';
import type { Labels, Scene } from './timeline.js';

const CHAT = { namespace: 'tenant-a', application: 'chat' } as const;
const REPLICA = { ...CHAT, role: 'unified', model_name: 'qwen-7b', pod: 'a' } as const;
const METRICS = [
  { name: 'acme_checks_total', type: 'counter', exporter: 'vllm', labels: { verdict: 3 } },
  { name: 'acme_failures_total', type: 'counter', exporter: 'vllm' },
  { name: 'acme_check_seconds', type: 'histogram', exporter: 'vllm', buckets: [0.1, 1, 10] },
  { name: 'acme_jobs_total', type: 'counter', exporter: 'operator', labels: { result: 2 } },
] as const;
const settings = { metrics: METRICS, alerts: { namespaces: ['tenant-a'] } };

const counter = (name: string, perSecond: number, labels: Labels = {}): Scene => [
  { kind: 'counter', name, labels: { ...REPLICA, ...labels }, perSecond },
];
const checks = (passed: number, failed: number, own: Labels = {}): Scene => [
  ...counter('acme_checks_total', passed, { verdict: 'passed', ...own }),
  ...counter('acme_checks_total', failed, { verdict: 'failed', ...own }),
];
const buckets = (under: number, all: number, own: Labels = {}): Scene =>
  [
    ['0.1', under / 3],
    ['1.0', under],
    ['10.0', all],
    ['+Inf', all],
  ].flatMap(([le, perSecond]) => counter('acme_check_seconds_bucket', Number(perSecond), { le: String(le), ...own }));

const TOTAL = { metric: 'acme_checks_total' } as const;
const FAILED = { ...TOTAL, matchers: [{ label: 'verdict', value: 'failed' }] };
const PASSED = { ...TOTAL, matchers: [{ label: 'verdict', operator: '=~', value: 'pass(ed)?' }] };
const own = (events: object, selector: object = {}) => ({ indicator: 'events', events, selector });
const BAD = own({ bad: FAILED, total: TOTAL });
const GOOD = own({ good: PASSED, total: TOTAL });
const FAILURES = own({ bad: { metric: 'acme_failures_total' }, total: TOTAL });
const OF_ANOTHER = own({ good: TOTAL, total: { metric: 'acme_failures_total' } });
const WITHIN = own({ good: { metric: 'acme_check_seconds', atMost: 1 }, total: { metric: 'acme_check_seconds' } });

const OPERATOR = 'arks-operator-controller-manager-metrics-service';
/** What a part of the platform counts of itself, and whoever gives his job the same name. */
const jobs = (done: number, failed: number, namespace = 'arks-operator-system', job = OPERATOR): Scene =>
  [
    ['done', done],
    ['failed', failed],
  ].flatMap(
    ([result, perSecond]): Scene => [
      {
        kind: 'counter',
        name: 'acme_jobs_total',
        labels: { namespace, job, result: String(result) },
        perSecond: Number(perSecond),
      },
    ],
  );

/** What another team exposes under these names, from targets that are none of ours. */
const strangers: Scene = [{ application: '' }, { role: '' }].flatMap((own) => {
  const labels = { ...own, pod: 'stranger' };
  return [
    ...checks(70, 70, labels),
    ...counter('acme_checks_total', 70, { verdict: 'approved', ...labels }),
    ...counter('acme_failures_total', 70, labels),
    ...buckets(35, 70, labels),
    ...counter('acme_check_seconds_count', 70, labels),
  ];
});

/** What objectives make of events that they name themselves. */
export const namedStories: readonly EventStory[] = (
  [
    {
      title: 'events of a metric of anybody are counted by its labels, those that are bad',
      objective: BAD,
      phases: lasting([...checks(7, 1, { pod: 'a' }), ...checks(1, 1, { pod: 'b' })]),
      told: '20%',
      labels: CHAT,
    },
    {
      title: 'events of a metric of anybody are counted by its labels, those that are good',
      objective: GOOD,
      phases: lasting([...checks(3, 0.7), ...counter('acme_checks_total', 0.3, { verdict: 'unknown' })]),
      told: '25%',
      labels: CHAT,
    },
    { title: 'events that are nearly all good burn nothing', objective: GOOD, phases: lasting(checks(99, 1)) },
    {
      title: 'what a histogram has observed is within its bucket or not',
      objective: WITHIN,
      phases: lasting([...buckets(3, 4), ...counter('acme_check_seconds_count', 4)]),
      told: '25%',
      labels: CHAT,
    },
    {
      title: 'observations that all just fit are good',
      objective: WITHIN,
      phases: lasting([...buckets(4, 4), ...counter('acme_check_seconds_count', 4)]),
    },
    {
      title: 'while nothing happens nothing is missed',
      objective: GOOD,
      phases: lasting([...checks(0, 0), ...checks(0, 0, { pod: 'b' })]),
    },
    {
      title: 'a counter of failures that is not there yet is one of none',
      objective: FAILURES,
      phases: lasting(checks(7, 0)),
    },
    {
      title: 'and counts once it is there',
      objective: FAILURES,
      phases: lasting([...checks(9, 3), ...counter('acme_failures_total', 3)]),
      told: '25%',
      labels: CHAT,
    },
    {
      title: 'a counter of good events that is not there while others happen is one of none',
      objective: own({ good: { ...TOTAL, matchers: [{ label: 'verdict', value: 'approved' }] }, total: TOTAL }),
      phases: lasting(checks(7, 0)),
      told: '100%',
      labels: CHAT,
    },
    {
      title: 'more good events than there are spend nothing, and give nothing back',
      objective: OF_ANOTHER,
      phases: lasting([...checks(7, 1), ...counter('acme_failures_total', 5)]),
    },
    {
      title: 'fewer good events of one counter than another has of all are missed',
      objective: OF_ANOTHER,
      phases: lasting([...checks(2, 1), ...counter('acme_failures_total', 4)]),
      told: '25%',
      labels: CHAT,
    },
    {
      title: 'a restart of everything that counts spends no budget',
      objective: GOOD,
      phases: [...lasting(checks(7, 0)), { scene: checks(7, 0), minutes: 75, reset: true }],
    },
    {
      title: 'failures are held against what this program records of requests',
      objective: own({ bad: { metric: 'acme_failures_total' }, total: { record: 'application:arks_requests:rate5m' } }),
      phases: lasting([...vllm('a', { ...STEADY, requestsPerSecond: 10 }), ...counter('acme_failures_total', 3)]),
      told: '30%',
      labels: CHAT,
    },
    {
      title: 'each has a budget of its own that the objective tells apart',
      objective: own({ bad: FAILED, total: TOTAL, by: ['namespace', 'model_name'] }),
      phases: lasting([...checks(1, 1), ...checks(70, 0, { model_name: 'glm-4' })]),
      told: '50%',
      labels: { namespace: 'tenant-a', model_name: 'qwen-7b' },
    },
    {
      title: 'only the application that is selected counts, and the alert says which',
      objective: own({ bad: FAILED, total: TOTAL, by: [] }, CHAT),
      phases: lasting([
        ...checks(3, 1),
        ...['application', 'namespace'].flatMap((label) => moved(checks(1, 9), elsewhere(label))),
      ]),
      told: '25%',
      namespaceOfSurface: CHAT,
    },
    {
      title:
        'a part of the platform is told of in its namespace, whichever tenants alerts are about, and nobody else of that job',
      objective: own({
        bad: { metric: 'acme_jobs_total', matchers: [{ label: 'result', value: 'failed' }] },
        total: { metric: 'acme_jobs_total' },
        by: ['namespace'],
      }),
      phases: lasting([...jobs(3, 1), ...jobs(1, 9, 'tenant-a'), ...jobs(1, 9, undefined, 'another')]),
      told: '25%',
      labels: { namespace: 'arks-operator-system' },
    },
  ] satisfies readonly EventStory[]
).map((story) => ({
  ...story,
  settings,
  events: 'events',
  phases: story.phases.map((phase) => ({ ...phase, scene: [...phase.scene, ...strangers] })),
}));
