import { application, disaggregatedApplication } from '../stories/scenes-applications.js';
import { envoy, ORDINARY, pluginUp, upstream, usage } from '../stories/scenes-gateway.js';
import { controller, endpoint, exporterUp, model, operatorUp, quota } from '../stories/scenes-resources.js';
import type { Labels, Sample, Scene } from '../stories/timeline.js';
import { expositionText, type Family, families } from '../support/exposition.js';

/** Who lies, and who is never to notice. */
export const LIAR = 'tenant-a';
export const HONEST = 'tenant-b';

/** No histogram of these pages has more. */
const MOST_BUCKETS = 101;

/** A page that a pod shows, and the labels of that pod. */
export interface Shown {
  /** A file of test/fixtures/expositions. */
  readonly page: string;
  readonly labels: Labels;
}

const engine = (page: string, application: string, role = 'unified'): Shown => ({
  page: `${page}.txt`,
  labels: {
    application,
    role,
    pod: `${application}-${role}-0`,
    job:
      role === 'unified'
        ? `arks-application-${application}`
        : `monitoring/arks-${role === 'router' ? 'router' : 'disaggregated'}`,
  },
});

/** What the pods of each tenant show: a page that each runtime and router has shown. */
export const EVERY_PAGE: readonly Shown[] = [
  engine('vllm-0.32-traffic', 'chat'),
  engine('vllm-v0', 'old-chat'),
  engine('sglang-0.5.23', 'talk'),
  engine('sglang-old', 'old-talk'),
  engine('dynamo-1.6.1-frontend', 'think'),
  engine('dynamo-1.6.1-worker', 'work'),
  engine('sglang-new-pd-prefill', 'reason', 'prefill'),
  engine('sglang-new-pd-prefill', 'reason', 'decode'),
  engine('smg-1.13.0', 'reason', 'router'),
  engine('sglang-router-0.3.2', 'legacy', 'router'),
  engine('sglang-router-0.2.4', 'older', 'router'),
  engine('sglang-router-0.1.9', 'oldest', 'router'),
];
/** One of each kind, which is a third of the series. */
export const FEW_PAGES = EVERY_PAGE.filter(({ labels }) =>
  ['chat', 'talk', 'work', 'reason'].includes(labels['application'] ?? ''),
);
const PER_SCRAPE = {
  up: 1,
  scrape_samples_scraped: 903,
  scrape_samples_post_metric_relabeling: 701,
  scrape_series_added: 3,
};

/** Everything that is scraped from the pods of a tenant, and what the platform counts for him. */
export function ofTenant(namespace: string, pages: readonly Shown[]): Scene {
  const moved = (scene: Scene): Scene =>
    scene.map((sample) => ({ ...sample, labels: { ...sample.labels, namespace } }));
  return [
    ...pages.flatMap(({ page, labels }) => {
      const target = { ...labels, namespace, instance: `${namespace}-${labels['pod']}:8080` };
      return [
        ...Object.entries(PER_SCRAPE).map(([name, value]): Sample => ({ kind: 'gauge', name, labels: target, value })),
        ...families(expositionText(page)).flatMap((family) => played(family, target)),
      ];
    }),
    ...moved([
      ...application(3),
      ...disaggregatedApplication({ prefill: 1, decode: 3, router: 1 }),
      ...model('qwen-7b', 'Failed'),
      ...endpoint('qwen-7b', []),
      ...quota({ limit: 5_003, used: 4_801 }),
      ...quota({ name: 'rising', limit: 900_007, usedPerSecond: 211 }),
      ...upstream('envoy-3', {
        goodPerSecond: 7,
        serverErrorsPerSecond: 3,
        hosts: 3,
        healthy: 1,
        timedOutPerSecond: 2,
        closedPerSecond: 1,
      }),
      ...usage('plugin-3', { chunksPerSecond: 910, limited: {} }),
      ...usage('plugin-3', {
        user: 'bob',
        chunksPerSecond: 7,
        inputPerSecond: 13,
        outputPerSecond: 17,
        limited: { rpm: 3 },
      }),
    ]),
  ];
}

/** The parts of Arks, which are nobody's. */
export const platform: Scene = [
  ...envoy('envoy-3', { ...ORDINARY, serverErrorsPerSecond: 3, pluginFailuresPerSecond: 1, tooLargePerSecond: 1 }),
  ...pluginUp('plugin-3', 1),
  ...operatorUp('operator-3', 1),
  ...controller('operator-3', 'arksapplication', { good: 3, errors: 1 }),
  ...exporterUp('state-3', 1),
];

/** Targets of the liar that are called like Envoy and the operator, and count much more: all of it good, or all of it bad. */
export function posing(per: 'good' | 'errors'): Scene {
  const much = 7_919;
  const counted = { good: 0, errors: 0, [per]: much };
  const scene: Scene = [
    ...envoy('envoy-3', {
      goodPerSecond: counted.good,
      serverErrorsPerSecond: counted.errors,
      latencyMilliseconds: per === 'good' ? 17 : 390_000,
      pluginFailuresPerSecond: counted.errors,
      tooLargePerSecond: counted.errors,
    }),
    ...operatorUp('operator-3', 1),
    ...controller('operator-3', 'arksapplication', counted),
  ];
  return scene.map((sample) => ({ ...sample, labels: { ...sample.labels, namespace: LIAR } }));
}

/** A family as it goes on: gauges stay, with something odd where the page has nothing, and counters rise as their buckets allow. */
function played({ kind, lines }: Family, target: Labels): Scene {
  const seen = new Map<string, number>();
  return lines.map(({ name, labels: { le, ...own }, value }): Sample => {
    const kept = Object.entries(own).flatMap(([label, text]): [string, string][] =>
      label in target ? [] : [[label === 'model' ? 'model_name' : label, text]],
    );
    const labels = { ...Object.fromEntries(kept), ...(le === undefined ? {} : { le }), ...target };
    if (kind === 'gauge') return { kind: 'gauge', name, labels, value: value === 0 ? 1 : value };
    const key = JSON.stringify(own);
    const place = (seen.get(key) ?? 0) + 1;
    seen.set(key, place);
    const isWhole = le === undefined || le === '+Inf';
    return { kind: 'counter', name, labels, perSecond: 0.07 * (isWhole ? MOST_BUCKETS : place) };
  });
}
