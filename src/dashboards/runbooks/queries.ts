import { RUNTIMES } from '../../config/runtimes.js';
import { memoize } from '../../lib/memoize.js';
import { catalogue } from '../../metrics/catalogue.js';
import { metricsRead, seriesNames } from '../../promql/names.js';
import { parsePromql } from '../../promql/parse.js';
import { partsOf, type Tree } from '../../promql/tree.js';
import { chosenOnce } from '../../promql/worst.js';
import type { Signal, Unit } from '../../signals/vocabulary/signal.js';
import { writtenQuery } from '../../signals/vocabulary/written-query.js';
import type { Drawing } from '../drawing.js';
import { plainSignal } from '../plain-signals.js';
import { chosenLabels, type Names, withOwnNames } from './examples.js';

const PERCENTILE = 'histogram_quantile';
const KEEPING = ['sum', 'min', 'max', 'avg', 'topk', 'bottomk', 'group'];
const COMPARING = ['==', '!=', '<=', '<', '>=', '>', 'and', 'or', 'unless', '+', '-'];
const OVER_TIME = /^(?:avg|min|max|last|sum|quantile)_over_time$|^(?:delta|abs|clamp_max)$/;
/** How the names of histograms say what they count in. */
const BUCKETS = /_(seconds|milliseconds|tokens)_bucket/;
/** Queries of the pages, in so many environments with names of their own. */
const MOST_REMEMBERED = 2_000;
const BYTES = /_bytes$/;

/** Whether a query is about runtimes that are not served here, whatever else it asks beside them. */
export function isOfOthers(query: string, { runtimes }: Pick<Drawing, 'runtimes'>): boolean {
  const asked = RUNTIMES.filter((name) => ownersOf(query).some((owner) => owner === name));
  return asked.length > 0 && asked.every((name) => !runtimes.includes(name));
}

/** The exporters of the metrics that a query reads. */
const ownersOf = memoize((query: string): readonly string[] => {
  const metrics = metricsRead(query);
  return catalogue.filter(({ name }) => metrics.some((metric) => metric === name)).map(({ component }) => component);
}, MOST_REMEMBERED);

/** A query of a page as a signal in an environment, titled as what it reads. It is asked once there, and drawn over time here. */
export function pageSignal(query: string, names: Names): Signal {
  const tree = withOwnNames(chosenOnce(parsePromql(query)), names);
  const read = seriesNames(tree).flatMap((name) => plainSignal(name) ?? []);
  const said = [...new Set(read.map(({ description }) => description))];
  return writtenQuery({
    tree,
    title: titleOf(tree),
    unit: unitOf(tree),
    description: said.length === 0 ? 'A query of the runbook.' : said.join('\n\n'),
    labels: chosenLabels(tree),
  });
}

/** What a query reads, in words where there are any. */
function titleOf(tree: Tree): string {
  const titles = seriesNames(tree).map((name) => plainSignal(name)?.title ?? name);
  const [, percent] = /^0\.(\d+)$/.exec(quantileIn(tree) ?? '') ?? [];
  return `${[...new Set(titles)].join(', ')}${percent === undefined ? '' : `, p${percent.padEnd(2, '0')}`}`;
}

/** The percentile that a query asks for. */
function quantileIn(tree: Tree): string | undefined {
  if (tree.kind === 'call' && tree.name === PERCENTILE) {
    const [first] = tree.args;
    return first?.kind === 'literal' ? first.text : undefined;
  }
  return partsOf(tree)
    .map(quantileIn)
    .find((found) => found !== undefined);
}

/** How what a query yields is to be read, as far as that can be told. */
function unitOf(tree: Tree): Unit {
  switch (tree.kind) {
    case 'selector':
      if (BYTES.test(tree.name)) return 'bytes';
      return plainSignal(tree.name)?.unit ?? 'count';
    case 'range':
    case 'moved':
    case 'unary':
      return unitOf(tree.operand);
    case 'aggregate': {
      const of = tree.args.at(-1);
      return of === undefined || !KEEPING.includes(tree.operator) ? 'count' : unitOf(of);
    }
    case 'call':
      return ofCall(tree);
    case 'binary':
      if (tree.left.kind === 'call' && tree.left.name === 'time') return 'seconds';
      return COMPARING.includes(tree.operator) ? unitOf(tree.left) : 'count';
    case 'literal':
      return 'count';
  }
}

function ofCall({ name, args }: Extract<Tree, { kind: 'call' }>): Unit {
  const of = args.at(-1);
  if (name === PERCENTILE) {
    const [, unit] = BUCKETS.exec(seriesNames({ kind: 'call', name, args }).join(' ')) ?? [];
    return unit === 'seconds' || unit === 'milliseconds' || unit === 'tokens' ? unit : 'count';
  }
  if (name === 'rate') return 'count/s';
  return of !== undefined && OVER_TIME.test(name) ? unitOf(of) : 'count';
}
