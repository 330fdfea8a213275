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

const DECODE = 'role="decode"';
const ROUTER = 'role="router"';
const SILENT = 'cluster="eu-1",namespace="tenant-a",application="silent"';
const ELSEWHERE = [SILENT.replace('eu-1', 'us-3'), SILENT.replace('tenant-a', 'tenant-b')];
const up = (labels: string, pod: string, value = 1): Input => [`up{${labels},pod="${pod}"}`, always(value)];
const roles = (labels: string): readonly Input[] => [
  ...['p1', 'p2', 'p3'].map((pod) => up(`${labels},${PREFILL}`, pod)),
  ...['d1', 'd2'].map((pod) => up(`${labels},${DECODE}`, pod, 0)),
];

/** Routers that say nothing of their workers: two that answer, and others, of which something else is to be said or nothing. */
const silent: readonly Input[] = [
  ...['r1', 'r2'].map((pod) => up(`${SILENT},${ROUTER}`, pod)),
  ...roles(SILENT),
  // Others of that name, without a router; and one of that cluster and namespace whose router does not answer.
  ...roles(SILENT.replace('eu-1', 'us-3')),
  ...roles(SILENT.replace('tenant-a', 'tenant-b')),
  ...roles(SILENT.replace('silent', 'mute')),
  up(`${SILENT.replace('silent', 'mute')},${ROUTER}`, 'r1', 0),
  // One that tells has told everything, also where it holds nobody for unhealthy or has lost everybody.
  up(`${SILENT.replace('silent', 'told')},${ROUTER}`, 'r1'),
  ...newRouter(`${SILENT.replace('silent', 'told')},${ROUTER},pod="r1"`, { d1: 1 }),
  ...roles(SILENT.replace('silent', 'told')),
  up(`${SILENT.replace('silent', 'left')},${ROUTER}`, 'r1'),
  ...oldRouter(`${SILENT.replace('silent', 'left')},${ROUTER},pod="r1"`, { lost: 0 }),
  ...roles(SILENT.replace('silent', 'left')),
  // What tells under these names elsewhere, or is no router, tells nothing of this one; a removed worker is told, too.
  ...ELSEWHERE.flatMap((labels) => newRouter(`${labels},${ROUTER},pod="r1"`, { d1: 1 })),
  ...newRouter(`${SILENT},pod="odd"`, { d1: 1 }),
  ...oldRouter(`${SILENT},pod="odd"`, { d1: 1 }),
  up(`${SILENT.replace('silent', 'emptied')},${ROUTER}`, 'r1'),
  ...newRouter(`${SILENT.replace('silent', 'emptied')},${ROUTER},pod="r1"`, { lost: -1 }),
  ...roles(SILENT.replace('silent', 'emptied')),
  up(`namespace="others",application="silent",${ROUTER}`, 'r1'),
  ...roles('namespace="others"'),
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

/** Of a router that does not tell, what Prometheus reaches. */
const ofSilent = [
  { record: 'application:arks_router_workers:max', silent: 5, told: 1 },
  { record: 'application:arks_router_workers_healthy:min', silent: 3, told: 1 },
  { record: 'application:arks_router_workers_unhealthy:max', silent: 2, told: undefined },
].map(
  ({ record, silent: ofTargets, told }): RecordCase => ({
    title: `${record} is of targets where a router that answers does not tell, and of nothing twice`,
    record,
    expr: record,
    inputs: silent,
    samples: [
      [`{${SILENT},role="router"}`, ofTargets],
      ...(told === undefined
        ? []
        : [SILENT.replace('silent', 'told'), ...ELSEWHERE].map(
            (labels) => [`{${labels},role="router"}`, told] as const,
          )),
    ],
  }),
);

/** Of three workers one is read, one is refused and one does not answer. */
const ofRefused = [
  { record: 'application:arks_router_workers_healthy:min', workers: 2 },
  { record: 'application:arks_router_workers_unhealthy:max', workers: 1 },
].map(
  ({ record, workers }): RecordCase => ({
    title: `${record} takes a worker whose scrapes are refused for one that answers`,
    record,
    expr: record,
    inputs: [
      up(`${SILENT},${ROUTER}`, 'r1'),
      up(`${SILENT},${PREFILL}`, 'p1'),
      up(`${SILENT},${PREFILL}`, 'p2', 0),
      up(`${SILENT},${DECODE}`, 'd1', 0),
      [`scrape_samples_scraped{${SILENT},${PREFILL},pod="p2"}`, always(3_701)],
      [`scrape_samples_scraped{${SILENT},${DECODE},pod="d1"}`, always(0)],
      // Routers are none of the workers, whether they answer or not.
      up(`${SILENT},${ROUTER}`, 'r2', 0),
      [`scrape_samples_scraped{${SILENT},${ROUTER},pod="r1"}`, always(97)],
    ],
    samples: [[`{${SILENT},role="router"}`, workers]],
  }),
);

const failing = (name: string, pod: string, labels: string, perSecond: number): Input => [
  `${name}{${APPLICATION},role="router",pod="${pod}",${labels}}`,
  `0+${perSecond * 60}x20`,
];
const ERRORS = 'application:arks_router_errors:rate5m';
const told = (errorType: string, perSecond: number) =>
  [`{${APPLICATION},role="router",error_type="${errorType}"}`, perSecond] as const;

/** Each request that failed counts once, in whatever a router of that generation counts by the request. */
const ofErrors: readonly RecordCase[] = [
  {
    title: 'answers of 5xx are errors, neither other answers nor those to probes, and no name counts them again',
    record: ERRORS,
    expr: ERRORS,
    inputs: [
      failing('smg_http_responses_total', 'a', 'status_code="503",error_code="server_selection_failed"', 3),
      failing('smg_http_responses_total', 'b', 'path="/v1/chat/completions",status_code="502",error_code="decode"', 5),
      failing('smg_http_responses_total', 'a', 'status_code="503",error_code=""', 7),
      failing('smg_http_responses_total', 'b', 'path="/readiness",status_code="503",error_code=""', 19),
      failing('smg_http_responses_total', 'b', 'path="/v1/chat/completions",status_code="500",error_code=""', 17),
      failing('smg_http_responses_total', 'a', 'status_code="499",error_code="client_closed_request"', 11),
      failing('smg_http_responses_total', 'a', 'status_code="200",error_code=""', 13),
      failing('smg_router_request_errors_total', 'a', 'error_type="unavailable"', 3),
      failing('smg_http_responses_total', 'b', 'path="/v1/chat/completions",status_code="200",error_code=""', 23),
      // Routers of others.
      ...['application="shop"', 'role="router"'].flatMap((label) =>
        ['error_code="timeout"', 'path="/v1/completions",error_code=""'].map(
          (own): Input => [
            `smg_http_responses_total{namespace="others",${label},pod="s",status_code="503",${own}}`,
            '0+60x20',
          ],
        ),
      ),
    ],
    samples: [told('server_selection_failed', 3), told('decode', 5), told('500', 17)],
  },
  {
    title: 'attempts of a router that tries again are no requests',
    record: ERRORS,
    expr: ERRORS,
    inputs: [
      ...oldRouter(`${APPLICATION},role="router",pod="old"`, { w1: 1 }),
      failing('sgl_router_retries_exhausted_total', 'old', 'route="/v1/chat/completions"', 3),
      failing('sgl_router_retries_exhausted_total', 'old', 'route="/generate"', 2),
      failing('sgl_router_pd_errors_total', 'old', 'error_type="server_selection"', 30),
      failing('sgl_router_request_errors_total', 'old', 'route="/generate",error_type="x"', 20),
      failing('sgl_router_pd_decode_errors_total', 'old', 'worker="w1"', 10),
      failing('sgl_router_pd_stream_errors_total', 'old', 'worker="w1"', 17),
    ],
    samples: [told('retries_exhausted', 5)],
  },
  {
    title: 'a router that tries once counts requests, those without workers and those that decode failed',
    record: ERRORS,
    expr: ERRORS,
    inputs: [
      ...oldRouter(`${APPLICATION},role="router",pod="other"`, { w1: 1 }),
      // Others of that name that try again.
      ...[
        `${APPLICATION.replace('eu-1', 'us-3')},role="router"`,
        `${APPLICATION.replace('tenant-a', 'tenant-b')},role="router"`,
        `${OLD_ONLY},role="router"`,
        `${APPLICATION},role="decode"`,
      ].flatMap((labels) => oldRouter(`${labels},pod="first"`, { w1: 1 })),
      failing('sgl_router_pd_errors_total', 'first', 'error_type="server_selection"', 3),
      failing('sgl_router_request_errors_total', 'first', 'route="/generate",error_type="request_failed"', 5),
      failing('sgl_router_pd_decode_errors_total', 'first', 'worker="w1"', 7),
      failing('sgl_router_pd_decode_errors_total', 'first', 'worker="w2"', 4),
      failing('sgl_router_pd_stream_errors_total', 'first', 'worker="w1"', 13),
    ],
    samples: [
      told('server_selection', 3),
      told('request_failed', 5),
      told('decode_failed', 11),
      told('stream_broken', 13),
    ],
  },
];

const TYPED = ['retries_exhausted', 'decode_failed', 'stream_broken'];
/** Every source of errors of a router that tries once, and the types that each may say. */
const SOURCES: readonly (readonly [name: string, labels: string, type: string])[] = [
  ...TYPED.map((type) => ['smg_http_responses_total', `status_code="503",error_code="${type}"`, type] as const),
  ['sgl_router_retries_exhausted_total', 'route="/generate"', 'retries_exhausted'],
  ...['sgl_router_pd_errors_total', 'sgl_router_request_errors_total'].flatMap((name) =>
    TYPED.map((type) => [name, `error_type="${type}"`, type] as const),
  ),
  ['sgl_router_pd_decode_errors_total', 'worker="w1"', 'decode_failed'],
  ['sgl_router_pd_stream_errors_total', 'worker="w1"', 'stream_broken'],
];
const failingEverywhere: RecordCase = {
  title: 'errors of one type that a router counts in several sources count once, and those of several routers add up',
  record: ERRORS,
  expr: ERRORS,
  inputs: SOURCES.flatMap(([name, labels], index) => [
    failing(name, 'all', labels, 3),
    failing(name, `only-${index}`, labels, 7),
  ]),
  samples: TYPED.map((type) => told(type, 3 + 7 * SOURCES.filter(([, , of]) => of === type).length)),
};

const COUNTERS = [
  {
    record: 'application:arks_router_requests:rate5m',
    names: ['smg_router_requests_total', 'sgl_router_pd_requests_total', 'sgl_router_requests_total'],
    own: '',
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

export const routerCases: readonly RecordCase[] = [
  ...ofWorkers,
  ...ofSilent,
  ...ofRefused,
  ...ofErrors,
  failingEverywhere,
  ...ofNames,
];
