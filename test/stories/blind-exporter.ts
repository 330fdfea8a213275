import { elsewhere, moved } from './neighbours.js';
import { having } from './refused.js';
import { STEADY, vllm } from './scenes.js';
import { application, disaggregatedApplication } from './scenes-applications.js';
import { exporterUp } from './scenes-resources.js';
import type { SpecialStory } from './special.js';
import { following, type Scene } from './timeline.js';
import { OF_MONITORING, WARNING } from './told-labels.js';

const alert = 'ArksCustomResourcesDown';
const answering = exporterUp('exporter-3', 1);
/** Tenants with an application of each kind. */
const inTenantB = (scene: Scene): Scene => moved(scene, (labels) => ({ ...labels, namespace: 'tenant-b' }));
const replicas = [
  ...vllm('a', STEADY),
  ...vllm('b', STEADY),
  ...inTenantB(vllm('c', STEADY, { application: 'reason' })),
];
const applications = [...application(2), ...inTenantB(disaggregatedApplication({ decode: 1 }))];
const seen = [...answering, ...replicas, ...applications];
const blind = [...answering, ...replicas];
const blindIn = (namespace: string, count: string) => ({
  labels: { namespace, ...WARNING },
  summary: `the exporter of Arks custom resources answers but shows no application in ${namespace}, which has ${count}`,
});
const told = [blindIn('tenant-a', '2 replicas'), blindIn('tenant-b', '1 replica')];
const DOWN = {
  labels: { job: 'arks-custom-resources', ...OF_MONITORING, ...WARNING },
  summary: 'the exporter of Arks custom resources does not answer',
};
const inOtherCluster = elsewhere('cluster');

const answersOf = (count: number) => [
  {
    labels: { namespace: 'monitoring', ...WARNING },
    summary: `only ${count} of the shards of the exporter of Arks custom resources ${count === 1 ? 'answers' : 'answer'}`,
  },
];
const copies = (up: readonly (0 | 1)[]) => up.flatMap((one, index) => exporterUp(`exporter-${index}`, one));

/** One exporter of several does not answer: of those that publish a share each, or everything. */
export const exporterCopyStories: readonly SpecialStory[] = [
  {
    alert,
    title: 'counts the shards that answer where one does not',
    phases: following([12, copies([1, 0, 1])]),
    told: answersOf(2),
    settings: { surfaces: { customResources: { shards: 3 } } },
  },
  {
    alert,
    title: 'counts the shards that answer where one is not found',
    phases: following([12, copies([1, 1])]),
    told: answersOf(2),
    settings: { surfaces: { customResources: { shards: 3 } } },
  },
  {
    alert,
    title: 'is silent while every shard answers',
    phases: following([30, copies([1, 1, 1])]),
    settings: { surfaces: { customResources: { shards: 3 } } },
  },
  {
    alert,
    title: 'is silent while one of those answers that publish everything',
    phases: following([30, copies([0, 1])]),
    settings: { surfaces: { customResources: { replicas: 2 } } },
  },
];

/** The exporter of custom resources answers, and may not list what it should show. */
export const blindExporterStories: readonly SpecialStory[] = [
  {
    alert,
    title: 'names the namespace of replicas that it shows no application for',
    phases: following([12, blind]),
    told,
  },
  {
    alert,
    title: 'is not content with an application that it shows in another namespace',
    phases: following([12, [...blind, ...moved(applications, elsewhere('namespace'))]]),
    told,
  },
  {
    alert,
    title: 'believes in applications of either kind no longer than five minutes after it showed them',
    phases: following([20, seen], [17, blind]),
    told,
  },
  {
    alert,
    title: 'is not content with what another cluster shows',
    phases: following([12, [...blind, ...moved(seen, inOtherCluster)]]),
    told,
  },
  {
    alert,
    title: 'says of one that does not answer only that, whoever answers in another cluster or beside it',
    phases: following([
      12,
      [
        ...exporterUp('exporter-3', 0),
        ...moved(exporterUp('grafana-3', 1), (labels) => ({ ...labels, job: 'grafana' })),
        ...replicas,
        ...moved(seen, inOtherCluster),
      ],
    ]),
    told: [DOWN],
  },
  {
    alert,
    title: 'is silent about another target of its namespace that does not answer',
    phases: following([
      30,
      [...seen, ...moved(exporterUp('grafana-3', 0), (labels) => ({ ...labels, job: 'grafana' }))],
    ]),
  },
  {
    alert,
    title: 'tells one that does not answer, however many samples a tenant shows under its name',
    phases: following([
      12,
      [...exporterUp('exporter-3', 0), ...inTenantB(having(exporterUp('exporter-5', 0), 61_003))],
    ]),
    told: [DOWN],
  },
  { alert, title: 'is over as soon as it shows one', phases: following([20, blind], [2, seen]), told: [] },
  { alert, title: 'is silent while it shows what it should', phases: following([60, seen]) },
  { alert, title: 'is silent where there is no application at all', phases: following([60, answering]) },
  {
    alert,
    title: 'is silent while the exporter has read nothing for some minutes after each of its starts',
    phases: following([20, seen], [9, blind], [20, seen], [9, blind], [20, seen]),
  },
  {
    alert,
    title: 'is silent where the last application is deleted and its pods take minutes to end',
    phases: following([20, seen], [12, blind], [20, answering]),
  },
];
