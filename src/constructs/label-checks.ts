import type { Environment } from '../config/environment.js';
import { SURFACES, type SurfaceName } from '../config/surfaces.js';
import { writtenAt } from '../files/written.js';
import { catalogue } from '../metrics/catalogue.js';
import type { Metric } from '../metrics/metric.js';
import { isExposed } from '../metrics/prediction.js';
import { exporters } from '../rules/exporters.js';
import { metricsOf } from '../rules/surface-metrics.js';

/** What the Prometheus Operator puts on every target; a PodMonitor has no `service`, and `endpoint` only with a named port. */
const ON_POD = ['namespace', 'pod', 'container', 'job', 'instance'];
const ON_SERVICE = [...ON_POD, 'service', 'endpoint'];
const without = (labels: readonly string[], ...dropped: readonly string[]) =>
  labels.filter((label) => !dropped.includes(label));

/** The labels that each monitor leaves on a series beside the exporter's own, the cluster's aside. */
const targetLabels: Readonly<Record<SurfaceName, readonly string[]>> = {
  runtime: [...without(ON_SERVICE, 'endpoint'), 'application', 'role'],
  unmanagedRuntime: [...without(ON_POD, 'container'), 'application', 'role'],
  disaggregated: [...ON_POD, 'application', 'role'],
  router: [...without(ON_POD, 'container'), 'application', 'role'],
  gateway: [...ON_SERVICE, 'model'],
  envoy: [...ON_POD, 'endpoint', 'model'],
  operator: ON_SERVICE,
  customResources: without(ON_SERVICE, 'pod', 'container', 'service'),
};
/** What an exporter shows and its monitor drops. */
const DROPPED = ['token'];

/** Why Prometheus would refuse a scrape of this environment for its labels, or lose one of them. */
export function wrongLabels(environment: Environment): readonly string[] {
  return [...limitTooLow(environment), ...clusterLabelTaken(environment)];
}

/** The labels of the widest series that an enabled surface keeps, its name included, and where that is. */
export function widestSeries(environment: Environment) {
  const [widest = { surface: undefined, name: undefined, labels: [] }] = SURFACES.filter(
    (surface) => environment.surfaces[surface].enabled,
  )
    .flatMap((surface) =>
      keptThere(surface, environment).map((metric) => ({
        surface,
        name: metric.name,
        labels: seriesLabels(metric, surface, environment),
      })),
    )
    .sort((a, b) => b.labels.length - a.labels.length);
  return widest;
}

function limitTooLow(environment: Environment): readonly string[] {
  const { labelLimit } = environment.scrape;
  const { surface, name, labels } = widestSeries(environment);
  if (labels.length <= labelLimit) return [];
  return [
    `scrape.labelLimit must not be below the ${labels.length} labels that ${name} has on the surface ${surface}, ` +
      `got ${labelLimit} ${writtenAt(environment, ['scrape', 'labelLimit'])}`,
  ];
}

function clusterLabelTaken(environment: Environment): readonly string[] {
  const { cluster } = environment;
  const taker = catalogue.find(({ labels }) => Object.hasOwn(labels, cluster.label));
  if (taker === undefined) return [];
  const place = writtenAt(environment, ['cluster', 'label']);
  return [`cluster.label must not be a label of any metric, got "${cluster.label}", which ${taker.name} has ${place}`];
}

function keptThere(surface: SurfaceName, environment: Environment): readonly Metric[] {
  const { features } = exporters[surface];
  const { sizing } = environment;
  return metricsOf(surface, environment).filter((metric) =>
    metric.generations.some((generation) => isExposed(metric, { generation, sizing, features })),
  );
}

/** Labels that appear only under conditions are counted: a scrape fails for a single series that has one too many. */
function seriesLabels(metric: Metric, surface: SurfaceName, { cluster }: Environment): readonly string[] {
  const labels = new Set([
    '__name__',
    ...without(Object.keys(metric.labels), ...DROPPED),
    ...targetLabels[surface],
    ...(cluster.name === undefined ? [] : [cluster.label]),
    ...(metric.kind === 'histogram' ? ['le'] : []),
    ...(metric.kind === 'summary' && metric.quantiles > 0 ? ['quantile'] : []),
  ]);
  return [...labels].sort();
}
