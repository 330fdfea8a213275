import type { Labels } from './timeline.js';

/** A series that rises, or a record that says how fast; others' are none of an objective's business. */
export interface Seen {
  readonly name: string;
  readonly labels: Labels;
  readonly perSecond: number;
  readonly isOurs: boolean;
}

type Kind = readonly [name: string, own: Labels, perSecond: number];
const CHECKS = 'acme_checks_total';
const REQUESTS = 'application:arks_requests:rate5m';
const FAILURES: readonly Kind[] = [['acme_failures_total', {}, 5]];
const GOOD: readonly Kind[] = [
  [CHECKS, { verdict: 'passed' }, 7],
  ['acme_check_seconds_count', {}, 9],
  [REQUESTS, {}, 20],
];
const BAD: readonly Kind[] = [[CHECKS, { verdict: 'failed' }, 3], ...FAILURES];
const APPROVED: readonly Kind[] = [
  [CHECKS, { verdict: 'approved' }, 2],
  ['acme_check_seconds_bucket', { le: '1.0' }, 4],
  ['acme_check_seconds_bucket', { le: '10.0' }, 8],
];

/** What there is to count in which cluster. */
const CLUSTERS: Readonly<Record<string, readonly Kind[]>> = {
  all: [...GOOD, ...BAD, ...APPROVED],
  good: GOOD,
  bad: BAD,
  failures: FAILURES,
  neighbours: GOOD,
  others: [],
};
const CHAT: Labels = { namespace: 'tenant-a', application: 'chat', role: 'unified', model_name: 'qwen-7b', pod: 'a' };
/** Each has ten times as much as the one before; of neighbours the first is away. */
const APPLICATIONS: readonly Labels[] = [
  CHAT,
  { ...CHAT, application: 'code', model_name: 'glm-4' },
  { ...CHAT, namespace: 'tenant-b' },
];
const without = (label: string): Labels => Object.fromEntries(Object.entries(CHAT).filter(([own]) => own !== label));
const STRANGERS: readonly Labels[] = [without('role'), without('application')];

const OPERATOR: Labels = {
  namespace: 'arks-operator-system',
  job: 'arks-operator-controller-manager-metrics-service',
};
/** Others in its namespace, and others whose job has its name. */
const IMPOSTORS: readonly Labels[] = [
  { ...OPERATOR, job: 'others' },
  { ...OPERATOR, namespace: 'tenant-a' },
];
const JOBS = 'acme_jobs_total';

const seen = (kinds: readonly Kind[], labels: Labels, { times, isOurs }: { times: number; isOurs: boolean }) =>
  kinds.map(([name, own, perSecond]): Seen => {
    return { name, labels: { ...labels, ...own }, perSecond: perSecond * times, isOurs };
  });
const isRecord = ([name]: Kind) => name.includes(':');

const ofApplications = Object.entries(CLUSTERS).flatMap(([cluster, kinds]): readonly Seen[] => [
  ...APPLICATIONS.flatMap((labels, index) =>
    seen(
      cluster === 'neighbours' && index === 0 ? [] : kinds,
      { cluster, ...labels },
      { times: 10 ** index, isOurs: true },
    ),
  ),
  ...STRANGERS.flatMap((labels) =>
    seen(
      [...GOOD, ...BAD, ...APPROVED].filter((kind) => !isRecord(kind)),
      { cluster, ...labels },
      { times: 1_000, isOurs: false },
    ),
  ),
]);

const ofOperator = Object.keys(CLUSTERS).flatMap((cluster): readonly Seen[] => {
  const jobs = (labels: Labels, results: Readonly<Record<string, number>>, isOurs: boolean) =>
    Object.entries(results).map(([result, perSecond]): Seen => {
      return { name: JOBS, labels: { cluster, ...labels, result }, perSecond, isOurs };
    });
  return [
    ...jobs(OPERATOR, { all: { done: 7, failed: 3 }, good: { done: 7 } }[cluster] ?? {}, true),
    ...IMPOSTORS.flatMap((labels) => jobs(labels, { done: 7_000, failed: 3_000 }, false)),
  ];
});

/** Everything that objectives of named events can count, in clusters that have some of it, among what others have under the names. */
export const SEEN: readonly Seen[] = [...ofApplications, ...ofOperator];
