import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';

/** What one rule costs at one evaluation. */
export interface RuleCost {
  readonly name: string;
  readonly runtime: string;
  readonly samples: number;
  /** Series that it writes; an alert writes none to speak of. */
  readonly series: number;
}

/** What one group of rules costs at one evaluation. */
export interface GroupCost {
  readonly group: string;
  readonly rules: readonly RuleCost[];
  readonly seconds: number;
  /** Seconds between two evaluations. */
  readonly interval: number;
  /** Seconds of the evaluation over those between two of them: at 1 the group is late. */
  readonly shareOfInterval: number;
}

const MILLISECONDS = 1_000;

/** The cost of every rule group: seconds of its last evaluation, samples its expressions touch, series it writes. */
export async function measureRules(prometheus: PrometheusServer): Promise<readonly GroupCost[]> {
  const costs: GroupCost[] = [];
  for (const group of list(await prometheus.api('/rules'), 'groups')) {
    const rules: RuleCost[] = [];
    for (const rule of list(group, 'rules')) rules.push(await costOf(prometheus, rule));
    const seconds = Number(property(group, 'evaluationTime'));
    const interval = Number(property(group, 'interval'));
    costs.push({
      group: String(property(group, 'name')),
      rules,
      seconds,
      interval,
      shareOfInterval: seconds / interval,
    });
  }
  return costs;
}

/**
 * Seconds of processor time that Prometheus takes in an interval of so many seconds to evaluate every rule as often as it is
 * due, over so many intervals; what it uses anyway, given in cores, is taken off.
 */
export async function processorSecondsPerInterval(
  { api, cpuSeconds }: PrometheusServer,
  interval: number,
  rounds: number,
  coresAnyway: number,
): Promise<number> {
  const groups = list(await api('/rules'), 'groups');
  const started = performance.now();
  const before = await cpuSeconds();
  for (let round = 0; round < rounds; round += 1) {
    const due = groups.filter((group) => (round * interval) % Number(property(group, 'interval')) < interval);
    for (const rule of due.flatMap((group) => list(group, 'rules'))) await api(`/query?query=${queryOf(rule)}`);
  }
  const used = (await cpuSeconds()) - before;
  return (used - (coresAnyway * (performance.now() - started)) / MILLISECONDS) / rounds;
}

function queryOf(rule: unknown): string {
  return encodeURIComponent(String(property(rule, 'query')));
}

async function costOf(prometheus: PrometheusServer, rule: unknown): Promise<RuleCost> {
  const data = await prometheus.api(`/query?stats=all&query=${queryOf(rule)}`);
  return {
    name: String(property(rule, 'name')),
    runtime: String(property(property(rule, 'labels'), 'runtime') ?? ''),
    samples: Number(property(property(property(data, 'stats'), 'samples'), 'totalQueryableSamples') ?? 0),
    series: property(rule, 'type') === 'recording' ? list(data, 'result').length : 0,
  };
}

function list(value: unknown, name: string): readonly unknown[] {
  const inner = property(value, name);
  return Array.isArray(inner) ? inner : [];
}
