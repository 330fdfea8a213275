import { isOfTenants, type SurfaceName } from '../../config/surfaces.js';
import type { Metric } from '../../metrics/metric.js';
import { greatestOf } from '../../promql/inventory.js';
import type { FindingOf } from '../check.js';
import { check } from '../check.js';
import { type ExpectedSurface, expectedOf } from '../expected.js';
import { PAGES } from '../pages.js';
import { isAlwaysThere } from '../recognition.js';
import { isShown } from '../shown-family.js';
import type { PrometheusAnswers, ShownPage } from '../sources/prometheus-answers.js';
import { IDENTITY, nameInStore } from '../sources/stored.js';
import { counted, namesText, unique } from '../words.js';

/** Fewer may have seen nothing yet. */
const LEAST_HISTOGRAMS = 3;

/** What targets show, the environment keeps, and is not stored: converted or dropped on its way. */
export const metricsDropped = check('metrics-dropped', ['prometheus'], ({ prometheus }, { plan }) =>
  expectedOf(plan).flatMap((surface) => [...histogramsGone(surface, prometheus), ...gaugesGone(surface, prometheus)]),
);

/** Histograms of an application that has counted something, none of which is stored while its other metrics are. */
function histogramsGone(surface: ExpectedSurface, answers: PrometheusAnswers): readonly FindingOf[] {
  const { pages = [], stored = [] } = answers;
  const gone = pages
    .filter((page) => page.surface === surface.name)
    .flatMap((page) => {
      const own = stored.filter((series) => series.surface === surface.name && isOf(page, series.labels));
      const names = new Set(own.filter(({ greatest }) => greatest > 0).map(({ name }) => name));
      const kept = (kind: Metric['kind']) =>
        surface.kept.filter((metric) => metric.kind === kind && isShown(metric, page.types));
      const histograms = kept('histogram').filter(({ name }) => page.types[name] === 'histogram');
      const hasCounted = kept('counter').some(({ name }) => names.has(name));
      const isStored = histograms.some((metric) => own.some(({ name }) => name === nameInStore(metric)));
      return hasCounted && !isStored && histograms.length >= LEAST_HISTOGRAMS ? [{ page, histograms }] : [];
    });
  if (gone.length === 0) return [];
  const names = unique(gone.flatMap(({ histograms }) => histograms.map(({ name }) => name)));
  const who = unique(gone.map(({ page }) => whoseOf(page, surface.name))).toSorted();
  return [
    {
      severity: 'error',
      subject: `histograms of ${namesText(who)} are not stored, and all else is`,
      evidence: [
        {
          query: greatestOf(
            names.slice(0, 1).map((name) => `${name}_count`),
            [surface.targets],
            IDENTITY,
          ),
          value: 'no series',
        },
        { query: 'GET /api/v1/targets/metadata', value: namesText(names) },
      ],
      meaning:
        'There are no buckets: every latency, objective and alert on a latency is empty, while load and errors look healthy.',
      remedy:
        'Prometheus makes native histograms of them (convertClassicHistogramsToNHCB of the Prometheus object, or scrapeNativeHistograms without ' +
        'scrapeClassicHistograms): set monitoring.operatorVersion to the release of the operator, 0.82 or later, and apply the monitors, which say ' +
        'false then; or store classic ones as well. Else a relabeling drops _bucket, _sum and _count.',
      page: PAGES.doctor,
      explains: names.map((name) => `metric:${name}` as const),
      mayFollowFrom: [`surface:${surface.name}`],
    },
  ];
}

/** Gauges that are there as soon as their exporter is. */
function gaugesGone(surface: ExpectedSurface, { pages = [], stored = [] }: PrometheusAnswers): readonly FindingOf[] {
  const own = pages.filter((page) => page.surface === surface.name);
  const names = new Set(stored.filter((series) => series.surface === surface.name).map(({ name }) => name));
  if (own.length === 0 || names.size === 0) return [];
  const gone = surface.kept.filter(
    (metric) =>
      metric.kind === 'gauge' &&
      isAlwaysThere(metric) &&
      !names.has(metric.name) &&
      own.some(({ types }) => types[metric.name] === 'gauge'),
  );
  const missing = unique(gone.map(({ name }) => name));
  if (missing.length === 0) return [];
  return [
    {
      severity: 'warning',
      subject: `${counted(missing.length, 'metric')} that ${surface.name} shows ${missing.length === 1 ? 'is' : 'are'} not stored: ${namesText(missing)}`,
      evidence: [
        { query: greatestOf(missing.slice(0, 1), [surface.targets], IDENTITY), value: 'no series' },
        { query: 'GET /api/v1/targets/metadata', value: namesText(missing) },
      ],
      meaning: 'Rules read them, so that what is made of them stays empty.',
      remedy:
        'Compare the metricRelabelings of the monitor with dist/, and look at the scrape class and at what Prometheus drops for all: the monitor is older than the rules, or another rule drops these names.',
      page: PAGES.nothingKept,
      explains: missing.map((name) => `metric:${name}` as const),
      mayFollowFrom: [`surface:${surface.name}`],
    },
  ];
}

/** Of the platform one page is about all tenants. */
function isOf(page: ShownPage, labels: Readonly<Record<string, string>>): boolean {
  return (
    !isOfTenants(page.surface) ||
    IDENTITY.every((label) => page.labels[label] === undefined || page.labels[label] === labels[label])
  );
}

function whoseOf({ labels }: ShownPage, surface: SurfaceName): string {
  return labels['application'] === undefined ? surface : `${labels['namespace'] ?? ''}/${labels['application']}`;
}
