import { unplayed } from './by-runtime.js';
import type { Verdict } from './compare.js';
import { untold } from './coverage.js';
import { INTRODUCTION, WRONG_SOURCES } from './document-words.js';
import type { PercentileVerdict } from './percentiles.js';
import type { TruthTable } from './table.js';

const NOTHING = '–';

/** docs/truth-table.md. */
export function truthDocument({ records, signals, percentiles, evidence }: TruthTable): string {
  const { log, scrapes } = evidence;
  const told = [...records, ...signals].filter(({ row }) => row.judgement === 'told');
  const held = (verdicts: readonly Verdict[]) => verdicts.filter(({ row }) => row.judgement !== 'told');
  return [
    INTRODUCTION,
    `The fleet answered ${log.length} requests; Prometheus stored ${scrapes.series().length} series of it.`,
    '## Records',
    table(HELD, held(records).map(heldCells)),
    '## Signals that are not recorded',
    table(HELD, held(signals).map(heldCells)),
    '## Percentiles',
    'Each is `histogram_quantile` over the record, as alerts and panels read it. "In the bucket" means that it lies between the ' +
      'two bounds of the grid that the true percentile lies between; more a histogram can not say.',
    table(
      ['record', 'percentile', 'compared', 'in the bucket', 'outside, where a process began or ended'],
      percentiles.map(percentileCells),
    ),
    '## Sources that can not be right',
    WRONG_SOURCES,
    table(['record or signal', 'held against', 'found of what is true'], told.map(toldCells)),
    ...reasons(evidence),
    '## Without a truth',
    table(
      ['signal', 'why'],
      untold.map(({ name, why }) => [name, why]),
    ),
    'Of one runtime, where others are compared:',
    table(
      ['record', 'runtime', 'why'],
      unplayed.map(({ record, runtime, why }) => [nameOf(record), runtime, why]),
    ),
    '',
  ].join('\n\n');
}

const HELD = [
  'record or signal',
  'held against',
  'how',
  'compared',
  'undisturbed',
  'off at most',
  'where a series begins or ends',
];

function heldCells({ row, comparisons, undisturbed, deviation, disturbed }: Verdict): readonly string[] {
  const compared = row.silent === undefined ? String(comparisons) : `${NOTHING} (${row.silent})`;
  const exact = row.judgement === 'exact' ? 'exact' : percent(deviation);
  return [
    nameOf(row.name),
    row.against,
    row.judgement,
    compared,
    String(undisturbed),
    undisturbed === 0 ? NOTHING : exact,
    disturbed === undefined ? NOTHING : `${percent(disturbed[0])} to ${percent(disturbed[1])}`,
  ];
}

function percentileCells(verdict: PercentileVerdict): readonly string[] {
  const { record, quantile, comparisons, failures, astray } = verdict;
  const inside = comparisons - astray - failures.length;
  return [nameOf(record), `p${quantile * 100}`, String(comparisons), String(inside), String(astray)];
}

function toldCells({ row, share }: Verdict): readonly string[] {
  return [nameOf(row.name), row.against, percent(share)];
}

/** What else the log says that no series does. */
function reasons({ log, spec }: TruthTable['evidence']): readonly string[] {
  const rejected = log.filter(({ application, outcome }) => application === undefined && outcome !== 'pending');
  const ofSglang = new Set(spec.unified.filter(({ engine }) => engine.runtime === 'sglang').map(({ name }) => name));
  const twice = log.filter(
    ({ application = '', outcome, scheduledAt }) =>
      ofSglang.has(application) && outcome === 'abort' && scheduledAt !== undefined,
  );
  const limited = rejected.filter(({ outcome }) => outcome === 'rate-limited').length;
  return [
    `- ${rejected.length} requests were rejected. Envoy counts them all; \`gateway_requests_total\` has none of them, and only the ` +
      `${limited} that a rate limit rejected leave a trace in the plugin.`,
    `- SGLang counts a request that is aborted after it was scheduled as finished and as aborted: ${twice.length} here. A sum of ` +
      '`application:arks_requests:rate5m` over `finished_reason` has them twice.',
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function nameOf(name: string): string {
  return name.includes(':') ? `\`${name}\`` : name;
}

/** Two digits after the point; what rounds to nothing has no sign. */
function percent(share: number): string {
  const rounded = (Math.round(share * 10_000) / 100).toFixed(2);
  return `${rounded === '-0.00' ? '0.00' : rounded} %`;
}
