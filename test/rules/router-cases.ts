import type { Input, RecordCase } from '../support/record-test.js';

const always = (value: number) => `${value}x20`;
const APPLICATION = 'namespace="tenant-a",application="reason"';
const OLD_ONLY = 'namespace="tenant-a",application="chat"';
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

/** A new router and an old one of one application, of which the old one knows three workers that are gone. */
const inputs: readonly Input[] = [
  ...newRouter(`${APPLICATION},role="router",pod="new"`, { w1: 1, w2: 1, w3: 1, w4: 0, w5: -1 }),
  ...oldRouter(`${APPLICATION},role="router",pod="old"`, { w1: 1, w2: 0, w3: 0, g1: 0, g2: 0, g3: 0, g4: 0 }),
  ...['w1', 'w2', 'w3'].map((worker) => target(`${APPLICATION},${PREFILL}`, worker)),
  // What has the address of a worker that is gone: somebody else's replica, or no worker at all.
  target(`${APPLICATION},${PREFILL},cluster="us-3"`, 'g1'),
  target(`namespace="tenant-b",application="reason",${PREFILL}`, 'g2'),
  target(`namespace="tenant-a",application="search",${PREFILL}`, 'g3'),
  target(`${APPLICATION},role="router"`, 'g4'),
  // An application that has an old router only.
  ...oldRouter(`${OLD_ONLY},role="router",pod="old"`, { w7: 1, w8: 0 }),
  ...['w7', 'w8'].map((worker) => target(`${OLD_ONLY},role="decode"`, worker)),
  // Routers of others, and what they route to.
  ...['application="shop"', 'role="router"'].flatMap((label) => [
    ...newRouter(`namespace="others",${label},pod="new"`, { s1: 0 }),
    ...oldRouter(`namespace="others",${label},pod="old"`, { s2: 0 }),
  ]),
  target(`namespace="others",application="shop",${PREFILL}`, 's2'),
  target(`namespace="others",${PREFILL}`, 's2'),
];

/** Workers as routers see them: each router by itself, then the one that sees most of them, or fewest. */
export const routerCases: readonly RecordCase[] = [
  { record: 'application:arks_router_workers:max', both: 4, old: 2 },
  { record: 'application:arks_router_workers_healthy:min', both: 1, old: 1 },
  { record: 'application:arks_router_workers_unhealthy:max', both: 2, old: 1 },
].map(({ record, both, old }) => ({
  title: `${record} is of workers that are there, router by router`,
  record,
  expr: record,
  inputs,
  samples: [
    [`{${APPLICATION},role="router"}`, both],
    [`{${OLD_ONLY},role="router"}`, old],
  ],
}));
