import { gauge, replica, STEADY, vllm } from './scenes.js';
import { application } from './scenes-applications.js';
import { envoyUp, pluginUp } from './scenes-gateway.js';
import { exporterUp, operatorUp } from './scenes-resources.js';
import type { SpecialStory } from './special.js';
import { following, type Scene } from './timeline.js';
import { CHAT_TARGET, CRITICAL, WARNING } from './told-labels.js';

/** The same targets, of which Prometheus has read so many samples before it threw them away, or none. */
export const having = (targets: Scene, samples: number): Scene => [
  ...targets,
  ...targets.map(({ labels }) => gauge('scrape_samples_scraped', labels, samples)),
];

/** Two scenes, a minute each, for a quarter of an hour. */
const byTurns = (one: Scene, other: Scene) =>
  following(...Array.from({ length: 15 }, (_, minute) => [1, minute % 2 === 0 ? one : other] as const));

/** A part of the platform as one target shows it, and the alert that says that it is down. */
const PARTS = [
  ['ArksGatewayDown', 'plugin', pluginUp('plugin-3', 0), envoyUp('envoy-3', 1)],
  ['ArksGatewayDown', 'Envoy', envoyUp('envoy-3', 0), pluginUp('plugin-3', 1)],
  ['ArksOperatorDown', 'operator', operatorUp('operator-3', 0), []],
  ['ArksCustomResourcesDown', 'exporter', exporterUp('exporter-3', 0), []],
] as const satisfies readonly (readonly [string, string, Scene, Scene])[];

const kept = (targets: Scene): Scene =>
  having(
    targets.map(({ labels }) => gauge('up', labels, 1)),
    907,
  );

const ofParts = PARTS.flatMap(([alert, part, target, beside]): SpecialStory[] => {
  const labels = target[0]?.labels ?? {};
  const scene = [...beside, ...having(target, 61_003)];
  return [
    { alert, title: `is silent while the ${part} answers and is refused`, phases: following([30, scene]) },
    {
      alert: 'ArksScrapeRefused',
      title: `tells within four minutes that the ${part} is refused, and is silent about one of that name elsewhere`,
      phases: following(
        [5, [...beside, ...kept(target)]],
        [
          4,
          [
            ...scene,
            ...having(target, 61_003).map((one) => ({ ...one, labels: { ...one.labels, namespace: 'tenant-a' } })),
          ],
        ],
      ),
      told: [
        {
          labels: { ...labels, ...CRITICAL },
          summary: `Prometheus refuses the scrapes of ${labels['pod']} of ${labels['job']}, which exposes 61k samples, for every tenant`,
        },
      ],
    },
    {
      alert: 'ArksScrapeRefused',
      title: `tells of the ${part} whose page passes two limits by turns, of which one leaves no samples`,
      phases: byTurns([...beside, ...having(target, 61_003)], [...beside, ...having(target, 0)]),
      told: [
        {
          labels: { ...labels, ...CRITICAL },
          summary: `Prometheus refuses the scrapes of ${labels['pod']} of ${labels['job']}, which exposes 61k samples, for every tenant`,
        },
      ],
    },
    {
      alert: 'ArksScrapeRefused',
      title: `is silent while the ${part} does not answer`,
      phases: following([30, [...beside, ...having(target, 0)]]),
    },
  ];
});

/** Every part at once, and a replica. */
const ALL = [
  ['ArksScrapeRefused', PARTS.map(([, , target]) => target)],
  ['ArksRuntimeScrapeRefused', [[gauge('up', replica('b'), 0)]]],
] as const satisfies readonly (readonly [string, readonly Scene[]])[];
const told = (targets: readonly Scene[]) =>
  targets.map(([one]) => {
    const labels = one?.labels ?? {};
    const { pod, job, namespace, application, role } = labels;
    return application === undefined
      ? {
          labels: { ...labels, ...CRITICAL },
          summary: `Prometheus refuses the scrapes of ${pod} of ${job}, which exposes 61k samples, for every tenant`,
        }
      : {
          labels: { ...labels, ...WARNING },
          summary: `Prometheus refuses the scrapes of ${pod} of ${namespace}/${application} (${role}), which exposes 61k samples`,
        };
  });
const times = (count: number, ...phases: readonly (readonly [number, Scene])[]) =>
  following(...Array.from({ length: count }, () => phases).flat());

/** What counts is two minutes: three scrapes here, of which a range holds two on Prometheus 3. */
const ofTwoMinutes = ALL.flatMap(([alert, targets]): SpecialStory[] => {
  const refused = having(targets.flat(), 61_003);
  const unanswered = having(targets.flat(), 0);
  return [
    {
      alert,
      title: 'tells of a page of which samples are read at one scrape in three',
      phases: times(5, [1, refused], [2, unanswered]),
      told: told(targets),
      leftOpen: { told: [] },
    },
    {
      alert,
      title: 'is silent two minutes after one that is refused has stopped to answer',
      phases: following([6, refused], [4, unanswered]),
      told: [],
    },
    {
      alert,
      title: 'is silent where one scrape in four is kept',
      phases: times(4, [1, kept(targets.flat())], [3, refused]),
      told: [],
      leftOpen: { told: told(targets) },
    },
  ];
});

const EXPORTER = {
  job: 'arks-custom-resources',
  namespace: 'monitoring',
  pod: 'exporter-3',
  instance: '10.3.5.9:8080',
};
const running = [...application(2), ...vllm('a', STEADY)];
const ofReplica = (samples: number): Scene => having([gauge('up', replica('b'), 0)], samples);
const alone = following([30, [...application(1), ...ofReplica(3_701)]]);

export const refusedStories: readonly SpecialStory[] = [
  ...ofParts,
  ...ofTwoMinutes,
  ...['ArksRuntimeTargetDown', 'ArksApplicationReplicasUnavailable'].map((alert) => ({
    alert,
    title: 'is silent about a replica that answers and is refused',
    phases: following([30, [...running, ...ofReplica(3_701)]]),
  })),
  {
    alert: 'ArksApplicationReplicasUnavailable',
    title: 'counts a replica that does not answer beside one that is refused',
    phases: following([20, [...application(3), ...vllm('a', STEADY), ...ofReplica(3_701)]]),
    told: [
      {
        labels: { ...CHAT_TARGET, ...WARNING },
        summary: 'tenant-a/chat (unified) lacks 1 of the replicas that it wants',
      },
    ],
  },
  {
    alert: 'ArksRuntimeMetricsAbsent',
    title: 'is silent where the only replica is refused, which has an alert of its own',
    phases: alone,
  },
  {
    alert: 'ArksRuntimeScrapeRefused',
    title: 'is silent about a replica that does not answer',
    phases: following([30, [...running, ...ofReplica(0)]]),
  },
  {
    alert: 'ArksScrapeBudgetExceeded',
    title: 'goes on above the budget and below the limit, and says how far',
    phases: following([20, [gauge('scrape_samples_post_metric_relabeling', EXPORTER, 47_000)]]),
    told: [
      {
        labels: { ...EXPORTER, ...WARNING },
        summary: 'exporter-3 of arks-custom-resources uses 235% of its sample budget, limit 80%',
      },
    ],
  },
];
