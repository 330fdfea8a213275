import type { Input, RecordCase } from '../support/record-test.js';

const always = (value: number) => `${value}x20`;
const APPLICATION = 'cluster="eu-1",namespace="tenant-a",application="reason"';
const OLD_ONLY = 'cluster="eu-1",namespace="tenant-a",application="chat"';
const address = (worker: string) => `${worker}:8080`;
const says =
  (name: 'smg_worker_health' | 'sgl_router_worker_health') =>
  (labels: string, workers: Readonly<Record<string, number>>): readonly Input[] =>
    Object.entries(workers).map(([worker, health]) => [
      `${name}{${labels},worker="http://${address(worker)}"}`,
      always(health),
    ]);
const newRouter = says('smg_worker_health');
const oldRouter = says('sgl_router_worker_health');
const target = (labels: string, worker: string): Input => [
  `up{${labels},pod="${worker}",instance="${address(worker)}"}`,
  always(1),
];
const PREFILL = 'role="prefill"';

/** What has the address of a worker that is gone: a replica of somebody else, or no worker at all. */
const namesakes = [
  OLD_ONLY.replace('eu-1', 'us-3'),
  OLD_ONLY.replace('tenant-a', 'tenant-b'),
  OLD_ONLY.replace('chat', 'search'),
].map((labels) => `${labels},${PREFILL}`);
const gone = [...namesakes, `${OLD_ONLY},role="router"`].flatMap((labels, index) => [
  { labels, worker: `ill-${index}`, health: 0 },
  { labels, worker: `well-${index}`, health: 1 },
]);

/** An application with a new router and an old one, and one with an old one that knows workers that are gone. */
const inputs: readonly Input[] = [
  ...newRouter(`${APPLICATION},role="router",pod="new"`, { w1: 1, w4: 0, w5: 0, w6: 0, w7: -1 }),
  ...oldRouter(`${APPLICATION},role="router",pod="old"`, { w1: 1, w2: 1, w3: 0 }),
  ...['w1', 'w2', 'w3'].map((worker) => target(`${APPLICATION},${PREFILL}`, worker)),
  ...oldRouter(`${OLD_ONLY},role="router",pod="old"`, {
    ...{ w8: 1, w9: 0, lost: 1 },
    ...Object.fromEntries(gone.map(({ worker, health }) => [worker, health])),
  }),
  ...['w8', 'w9'].map((worker) => target(`${OLD_ONLY},role="decode"`, worker)),
  ...gone.map(({ labels, worker }) => target(labels, worker)),
  // Routers of others, and what they route to.
  ...['application="shop"', 'role="router"'].flatMap((label) => [
    ...newRouter(`namespace="others",${label},pod="new"`, { s1: 0 }),
    ...oldRouter(`namespace="others",${label},pod="old"`, { s2: 0 }),
  ]),
  target(`namespace="others",application="shop",${PREFILL}`, 's2'),
  target(`namespace="others",${PREFILL}`, 's2'),
];

/** Workers as routers see them: each router by itself, then the one that sees most of them, or fewest. */
const ofWorkers = [
  { record: 'application:arks_router_workers:max', both: 4, old: 2 },
  { record: 'application:arks_router_workers_healthy:min', both: 1, old: 1 },
  { record: 'application:arks_router_workers_unhealthy:max', both: 3, old: 1 },
].map(
  ({ record, both, old }): RecordCase => ({
    title: `${record} is of workers that are there, router by router`,
    record,
    expr: record,
    inputs,
    samples: [
      [`{${APPLICATION},role="router"}`, both],
      [`{${OLD_ONLY},role="router"}`, old],
    ],
  }),
);

const COUNTERS = [
  {
    record: 'application:arks_router_requests:rate5m',
    names: ['smg_router_requests_total', 'sgl_router_pd_requests_total', 'sgl_router_requests_total'],
    own: '',
  },
  {
    record: 'application:arks_router_errors:rate5m',
    names: ['smg_router_request_errors_total', 'sgl_router_pd_errors_total', 'sgl_router_request_errors_total'],
    own: ',error_type="timeout"',
  },
  {
    record: 'application:arks_router_latency_seconds_bucket:rate5m',
    names: [
      'smg_router_request_duration_seconds_bucket',
      'sgl_router_pd_request_duration_seconds_bucket',
      'sgl_router_request_duration_seconds_bucket',
    ],
    own: ',le="5"',
  },
];

/** A router counts what it does under one name or under several, with other labels beside them. */
const ofNames = COUNTERS.map(({ record, names, own }): RecordCase => {
  const counts = (name: string, pod: string, perSecond: number): Input => [
    `${name}{${APPLICATION},role="router",pod="${pod}",of="${name}"${own}}`,
    `0+${perSecond * 60}x20`,
  ];
  return {
    title: `${record} counts once what one router counts under several names`,
    record,
    expr: record,
    inputs: [
      ...names.map((name) => counts(name, 'all', 3)),
      ...names.map((name, index) => counts(name, `only-${index}`, 7)),
    ],
    samples: [[`{${APPLICATION},role="router"${own}}`, 3 + 7 * names.length]],
  };
});

export const routerCases: readonly RecordCase[] = [...ofWorkers, ...ofNames];
