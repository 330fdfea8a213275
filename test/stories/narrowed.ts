import { elsewhere, moved } from './neighbours.js';
import { gauge, replica } from './scenes.js';
import { dead, part, prefill } from './scenes-disaggregated.js';
import { envoy, ORDINARY, pluginStarted, pluginUp, upstream, usage } from './scenes-gateway.js';
import type { SpecialStory } from './special.js';
import type { Labels, Sample } from './timeline.js';
import { OF_ENVOY } from './told-labels.js';

const CRITICAL = { severity: 'critical' };
const WARNING = { severity: 'warning' };
const ENVOY_DOWN = {
  labels: { job: 'monitoring/arks-envoy', ...OF_ENVOY, ...CRITICAL },
  summary: 'no target of monitoring/arks-envoy answers',
};
const plugins = [...pluginUp('plugin-3', 1), ...pluginUp('plugin-5', 1)];
/** Samples that a scrape of a target kept. */
const kept = (target: Labels, samples: number): Sample =>
  gauge('scrape_samples_post_metric_relabeling', target, samples);
const target = (job: string, namespace: string): Labels => ({ job, namespace, pod: 'pod-3', instance: '10.3.5.7:1' });

const settings = { alerts: { namespaces: ['tenant-b', 'tenant-c'] } };
export const narrowedStories: readonly SpecialStory[] = [
  {
    alert: 'ArksGatewayUpstreamUnhealthy',
    title: 'is silent',
    settings,
    phases: [{ scene: upstream('envoy-3', { hosts: 3, healthy: 1 }), minutes: 15 }],
  },
  {
    alert: 'ArksGatewayRateLimited',
    title: 'is silent',
    settings,
    phases: [{ scene: usage('plugin-3', { limited: { rpm: 7 } }), minutes: 60 }],
  },
  {
    alert: 'ArksGatewayDown',
    title: 'fires',
    settings,
    phases: [{ scene: plugins, minutes: 6 }],
    told: [ENVOY_DOWN],
  },
  {
    alert: 'ArksGatewayErrorRatioHigh',
    title: 'fires',
    settings,
    phases: [{ scene: envoy('envoy-3', { ...ORDINARY, serverErrorsPerSecond: 7.3 }), minutes: 15 }],
    told: [
      {
        labels: { ...OF_ENVOY, ...CRITICAL },
        summary: '50% of requests at the gateway end in a 5xx or break off, limit 5%',
      },
    ],
  },
  {
    alert: 'ArksGatewayPluginRestarting',
    title: "fires for the plugin, which is everybody's",
    settings,
    phases: [{ scene: [...plugins, ...pluginStarted('plugin-3', 'again and again')], minutes: 5 }],
    told: [
      {
        labels: { namespace: 'arks-operator-system', pod: 'plugin-3', ...CRITICAL },
        summary: 'the gateway plugin in arks-operator-system/plugin-3 restarted 4 times within 30m, limit 1',
      },
    ],
  },
  {
    alert: 'ArksScrapeBudgetExceeded',
    title: 'fires for the plugin, and not for an engine',
    settings,
    phases: [
      {
        scene: [kept(target('arks-gateway-plugins', 'arks-operator-system'), 18_800), kept(replica('a'), 3_430)],
        minutes: 20,
      },
    ],
    told: [
      {
        labels: { ...target('arks-gateway-plugins', 'arks-operator-system'), ...WARNING },
        summary: 'pod-3 of arks-gateway-plugins uses 94% of its sample budget, limit 80%',
      },
    ],
  },
];

/** Samples kept at a target of each surface, in thousandths of its limit, and how its alert is told. */
const full = [
  { job: 'arks-application-chat', limit: 3_500, thousandths: 810 },
  { job: 'monitoring/arks-disaggregated', limit: 2_800, thousandths: 820 },
  { job: 'monitoring/arks-router', limit: 1_000, thousandths: 830 },
  { job: 'arks-gateway-plugins', limit: 20_000, thousandths: 840 },
  { job: 'monitoring/arks-envoy', limit: 20_000, thousandths: 850 },
  { job: 'arks-operator-controller-manager-metrics-service', limit: 1_000, thousandths: 860 },
  { job: 'arks-custom-resources', limit: 20_000, thousandths: 870 },
] as const;

export const scrapeBudgetStories: readonly SpecialStory[] = [
  {
    alert: 'ArksScrapeBudgetExceeded',
    title: 'are held against their own budget',
    phases: [
      {
        scene: full.map(({ job, limit, thousandths }) => kept(target(job, 'tenant-a'), (limit * thousandths) / 1_000)),
        minutes: 20,
      },
    ],
    told: full.map(({ job, thousandths }) => ({
      labels: { ...target(job, 'tenant-a'), ...WARNING },
      summary: `pod-3 of ${job} uses ${thousandths / 10}% of its sample budget, limit 80%`,
    })),
  },
];

/** What a target answers with. */
const answered = (labels: Labels, shown: number, left: number, up = 1): readonly Sample[] => [
  gauge('scrape_samples_scraped', labels, shown),
  gauge('scrape_samples_post_metric_relabeling', labels, left),
  gauge('up', labels, up),
];
const untold = (job: string, shown: number) => ({
  labels: { ...target(job, 'tenant-a'), ...WARNING },
  summary: `pod-3 of ${job} exposes ${shown} samples, of which none is kept`,
});

const ROUTER = replica('router-3', { ...part('router'), job: 'monitoring/arks-router' });
/** Routers are told only of applications that have workers. */
const withoutWorkers = full.filter(({ job }) => job !== 'monitoring/arks-router');

export const nothingKeptStories: readonly SpecialStory[] = [
  {
    alert: 'ArksScrapeNothingKept',
    title: 'is told of a target of any surface',
    phases: [
      {
        scene: withoutWorkers.flatMap(({ job, thousandths }) => answered(target(job, 'tenant-a'), thousandths, 0)),
        minutes: 20,
      },
    ],
    told: withoutWorkers.map(({ job, thousandths }) => untold(job, thousandths)),
  },
  {
    alert: 'ArksScrapeNothingKept',
    title: 'is told of a router as soon as a worker of its application answers, however long its model was loaded',
    phases: [
      { scene: [...answered(ROUTER, 28, 0), ...dead('prefill', 'prefill-3')], minutes: 20 },
      { scene: [...answered(ROUTER, 28, 0), ...prefill('prefill-3', {})], minutes: 20 },
    ],
    told: [
      {
        labels: { ...ROUTER, ...WARNING },
        summary: 'router-3 of monitoring/arks-router exposes 28 samples, of which none is kept',
      },
    ],
  },
  {
    alert: 'ArksScrapeNothingKept',
    title:
      'is silent about a router of 0.2 while the models of its workers are loaded, which shows jobs of its own alone',
    phases: [
      {
        scene: [
          ...answered(ROUTER, 28, 0),
          ...dead('prefill', 'prefill-3'),
          ...moved(prefill('prefill-5', {}), elsewhere('namespace')),
        ],
        minutes: 30,
      },
    ],
  },
  {
    alert: 'ArksScrapeNothingKept',
    title: 'is silent about targets of others, who keep nothing on purpose',
    phases: [{ scene: answered(target('kubelet', 'kube-system'), 910, 0), minutes: 30 }],
  },
  {
    alert: 'ArksScrapeNothingKept',
    title: 'is silent about a router before its first request, whose page is empty',
    phases: [{ scene: answered(target('monitoring/arks-router', 'tenant-a'), 0, 0), minutes: 30 }],
  },
  {
    alert: 'ArksScrapeNothingKept',
    title: 'is silent while an engine starts, whose page has nothing that is read before its scheduler reports',
    phases: [
      { scene: answered(target('arks-application-chat', 'tenant-a'), 0, 0, 0), minutes: 20 },
      { scene: answered(target('arks-application-chat', 'tenant-a'), 61, 0), minutes: 2 },
      { scene: answered(target('arks-application-chat', 'tenant-a'), 519, 319), minutes: 20 },
    ],
  },
  {
    alert: 'ArksScrapeNothingKept',
    title: 'is silent while a frontend of Dynamo waits for its first worker, as long as a replica may take to start',
    phases: [
      { scene: answered(target('arks-application-chat', 'tenant-a'), 540, 0), minutes: 15 },
      { scene: answered(target('arks-application-chat', 'tenant-a'), 642, 90), minutes: 30 },
    ],
  },
  {
    alert: 'ArksScrapeNothingKept',
    title: 'is silent where the scrape fails, which has an alert of its own',
    phases: [{ scene: answered(target('arks-application-chat', 'tenant-a'), 519, 0, 0), minutes: 30 }],
  },
  {
    alert: 'ArksScrapeNothingKept',
    title: "is silent about a tenant's engine that alerts are not about, and tells of the plugin, which is everybody's",
    settings,
    phases: [
      {
        scene: [
          ...answered(target('arks-application-chat', 'tenant-a'), 519, 0),
          ...answered(target('arks-gateway-plugins', 'tenant-a'), 310, 0),
        ],
        minutes: 20,
      },
    ],
    told: [untold('arks-gateway-plugins', 310)],
  },
];
