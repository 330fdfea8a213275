import { elsewhere, moved } from './neighbours.js';
import { STEADY, vllm } from './scenes.js';
import { application } from './scenes-applications.js';
import { exporterUp } from './scenes-resources.js';
import type { SpecialStory } from './special.js';
import { following } from './timeline.js';
import { WARNING } from './told-labels.js';

const alert = 'ArksCustomResourcesDown';
const answering = exporterUp('exporter-3', 1);
const replicas = [...vllm('a', STEADY), ...vllm('b', STEADY)];
const seen = [...answering, ...replicas, ...application(2)];
const blind = [...answering, ...replicas];
const told = [
  {
    labels: { namespace: 'tenant-a', ...WARNING },
    summary: 'the exporter of Arks custom resources answers but shows no application in tenant-a, which has 2 replicas',
  },
];

const answersOf = (count: number) => [
  {
    labels: { namespace: 'monitoring', ...WARNING },
    summary: `only ${count} shards of the exporter of Arks custom resources answer`,
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
    phases: following([12, [...blind, ...moved(application(2), elsewhere('namespace'))]]),
    told,
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
