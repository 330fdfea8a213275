import { EXPORTERS, metricSays, removalOf } from '../../src/documented/metrics.js';
import { code, plain, table } from '../../src/lib/markdown.js';
import { catalogue } from '../../src/metrics/catalogue.js';
import { componentGenerations } from '../../src/metrics/components.js';
import { labelFact, type Metric } from '../../src/metrics/metric.js';
import { metricsOfSignals } from '../../src/signals/kept-metrics.js';

const HEAD = `# Metrics

Every metric that this project knows, by exporter, written by \`npm run pages\` from the catalogue in \`src/metrics/\`. A query can name no
other metric. Histograms and summaries stand here by their base name.

- **kept** says whether some measurement reads the metric, so that it is kept by default. All others are kept where \`scrape.keep\` names
  them.
- **generations** are those releases of the exporter, told apart by what they expose, that show the metric. A metric stands in several
  rows where its labels, its kind or its buckets differ by generation.
- **labels** leave out those that every target adds. A label in parentheses is not always there.
- **source** is the number of the file, below the table, in which the fact was read.`;

const COLUMNS = [
  'metric',
  'kind',
  'unit',
  'labels',
  'generations',
  'since',
  'removed',
  'kept',
  'what it says',
  'source',
];

/** docs/metrics.md: a table for each exporter. */
export function metricsPage(): string {
  const components = Object.entries(EXPORTERS).map(([component, title]) => {
    const metrics = catalogue.filter((metric) => metric.component === component);
    return { title, metrics, generations: generationsOf(metrics) };
  });
  return `${[HEAD, ...components.flatMap(part)].join('\n\n')}\n`;
}

function generationsOf([first]: readonly Metric[]): readonly string[] {
  return first === undefined ? [] : componentGenerations[first.component];
}

interface Part {
  readonly title: string;
  readonly metrics: readonly Metric[];
  readonly generations: readonly string[];
}

function part({ title, metrics, generations }: Part): readonly string[] {
  const sources = [...new Set(metrics.map(({ source }) => source))];
  return [
    `## ${title}`,
    ...(generations.length > 1 ? [`Generations, oldest first: ${generations.map(code).join(', ')}.`] : []),
    table(
      COLUMNS,
      metrics.map((metric) => row(metric, generations.length, sources.indexOf(metric.source) + 1)),
    ),
    'Sources:',
    sources.map((source, index) => `${index + 1}. ${plain(source)}`).join('\n'),
  ];
}

function row(metric: Metric, generations: number, source: number): readonly string[] {
  const { name, kind, unit, since, evidence } = metric;
  return [
    code(name),
    kind,
    plain(unit),
    labels(metric),
    metric.generations.length === generations ? 'all' : metric.generations.map(code).join(', '),
    plain(since ?? '–'),
    removalOf(metric, { code, plain }).join('; ') || '–',
    metricsOfSignals.has(name) ? 'yes' : '–',
    metricSays(metric, plain),
    evidence === undefined ? String(source) : `${source} (${evidence})`,
  ];
}

function labels(metric: Metric): string {
  const named = Object.entries(metric.labels).map(([name, count]) => {
    const { optional, from } = labelFact(count);
    const text = from === undefined ? code(name) : `${code(name)} from ${code(from)}`;
    return optional ? `(${text})` : text;
  });
  const open = metric.openLabels === undefined ? [] : [plain(metric.openLabels)];
  return [...named, ...open].join(', ') || '–';
}
