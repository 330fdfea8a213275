import type { Environment } from '../config/environment.js';
import type { SurfaceName } from '../config/surfaces.js';
import { type FromFile, foundAt, placeOf } from '../files/written.js';
import type { Problem } from '../lib/problem.js';
import { catalogue } from '../metrics/catalogue.js';
import type { Metric } from '../metrics/metric.js';
import { isExposed } from '../metrics/prediction.js';
import { passedLabels } from './passed-checks.js';
import type { ScrapeSettings } from './settings.js';
import { type Keeping, keptBy } from './surface-metrics.js';
import { surfaces } from './surfaces/index.js';
import { without } from './target-labels.js';

/** The settings that are checked, and where they were read. */
type Checked = ScrapeSettings & FromFile;

const LABEL_LIMIT = ['scrape', 'labelLimit'] as const;
const ENFORCED_LABEL_LIMIT = ['prometheus', 'enforced', 'labelLimit'] as const;

/** Each of these checks by itself. */
export const LABEL_CHECKS = [(settings: Checked) => limitTooLow(settings), clusterLabelTaken];

/** Why Prometheus would refuse a scrape of this environment for its labels, or lose one of them. */
export function wrongLabels(settings: Checked, scraped: readonly Keeping[] = keptBy(settings)): readonly Problem[] {
  return [...limitTooLow(settings, scraped), ...clusterLabelTaken(settings)];
}

/** The labels of the widest series that an enabled surface keeps, its name included, and where that is. */
export function widestSeries(settings: ScrapeSettings, scraped: readonly Keeping[] = keptBy(settings)) {
  const [widest = { surface: undefined, name: undefined, labels: [] }] = scraped
    .flatMap((surface) =>
      exposed(surface, settings).map((metric) => ({
        surface: surface.name,
        name: metric.name,
        labels: seriesLabels(metric, surface.name, settings),
      })),
    )
    .sort((a, b) => b.labels.length - a.labels.length);
  return widest;
}

function limitTooLow(settings: Checked, scraped: readonly Keeping[] = keptBy(settings)): readonly Problem[] {
  const { scrape, prometheus } = settings;
  const labelLimit = Math.min(scrape.labelLimit, prometheus.enforced.labelLimit ?? scrape.labelLimit);
  const setting = labelLimit < scrape.labelLimit ? ENFORCED_LABEL_LIMIT : LABEL_LIMIT;
  const { surface, name, labels } = widestSeries(settings, scraped);
  if (labels.length <= labelLimit) return [];
  const message =
    `${setting.join('.')} must not be below the ${labels.length} labels that ${name} has on the surface ${surface}, ` +
    `got ${foundAt(settings, setting, labelLimit)}`;
  return [{ ...placeOf(settings, setting), message }];
}

function clusterLabelTaken(settings: Checked): readonly Problem[] {
  const { cluster } = settings;
  const taker = [...catalogue, ...settings.metrics].find(({ labels }) => Object.hasOwn(labels, cluster.label));
  if (taker === undefined) return [];
  const message = `cluster.label must not be a label of any metric, got "${cluster.label}", which ${taker.name} has`;
  return [{ ...placeOf(settings, ['cluster', 'label']), message }];
}

/** What a surface keeps of what exporters of such an install show. */
function exposed({ name, kept }: Keeping, { sizing }: ScrapeSettings): readonly Metric[] {
  const { features = [] } = surfaces[name];
  return kept.filter((metric) =>
    metric.generations.some((generation) => isExposed(metric, { generation, sizing, features })),
  );
}

/** Labels that appear only under conditions are counted: a scrape fails for a single series that has one too many. */
function seriesLabels(
  metric: Metric,
  surface: SurfaceName,
  { cluster, scrape }: Pick<Environment, 'cluster' | 'scrape'>,
): readonly string[] {
  const { targetLabels, droppedLabels = [] } = surfaces[surface];
  const labels = new Set([
    '__name__',
    ...without(Object.keys(metric.labels), ...droppedLabels),
    ...targetLabels,
    ...passedLabels(surface, { scrape }),
    ...(cluster.name === undefined ? [] : [cluster.label]),
    ...(metric.kind === 'histogram' ? ['le'] : []),
    ...(metric.kind === 'summary' && metric.quantiles > 0 ? ['quantile'] : []),
  ]);
  return [...labels].sort();
}
