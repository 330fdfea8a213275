import type { PrometheusServer } from '../prometheus/server.js';

/** What one group of rules costs at one evaluation. */
export interface GroupCost {
  readonly group: string;
  readonly rules: number;
  readonly seconds: number;
  readonly samples: number;
  readonly series: number;
}

interface ApiRule {
  readonly name: string;
  readonly query: string;
  readonly type: string;
}

/** The cost of every rule group: seconds of its last evaluation, samples its expressions touch, series it writes. */
export async function measureRules(prometheus: PrometheusServer): Promise<readonly GroupCost[]> {
  const data = await prometheus.api('/rules');
  const costs: GroupCost[] = [];
  for (const group of list(data, 'groups')) {
    const rules = list(group, 'rules').map(apiRule);
    let samples = 0;
    let series = 0;
    for (const rule of rules) {
      const cost = await costOf(prometheus, rule);
      samples += cost.samples;
      series += rule.type === 'recording' ? cost.series : 0;
    }
    costs.push({
      group: String(Reflect.get(Object(group), 'name')),
      rules: rules.length,
      seconds: Number(Reflect.get(Object(group), 'evaluationTime')),
      samples,
      series,
    });
  }
  return costs;
}

/** The costs as a Markdown table, dearest group first, with a line for all together. */
export function costTable(costs: readonly GroupCost[], replicas: number, applications: number): string {
  const total = costs.reduce(
    (sum, cost) => ({
      group: 'all together',
      rules: sum.rules + cost.rules,
      seconds: sum.seconds + cost.seconds,
      samples: sum.samples + cost.samples,
      series: sum.series + cost.series,
    }),
    { group: 'all together', rules: 0, seconds: 0, samples: 0, series: 0 },
  );
  const rows = [...costs].sort((a, b) => b.samples - a.samples).concat(total);
  return [
    `${replicas} replicas in ${applications} applications; ${(total.series / applications).toFixed(0)} recorded series per application`,
    '',
    '| group | rules | seconds per evaluation | samples per evaluation | series written |',
    '|---|--:|--:|--:|--:|',
    ...rows.map(
      (row) => `| ${row.group} | ${row.rules} | ${row.seconds.toFixed(3)} | ${row.samples} | ${row.series} |`,
    ),
  ].join('\n');
}

async function costOf(prometheus: PrometheusServer, { query }: ApiRule): Promise<{ samples: number; series: number }> {
  const data = await prometheus.api(`/query?stats=all&query=${encodeURIComponent(query)}`);
  const statistics = Reflect.get(Object(Reflect.get(Object(data), 'stats')), 'samples');
  return {
    samples: Number(Reflect.get(Object(statistics), 'totalQueryableSamples') ?? 0),
    series: list(data, 'result').length,
  };
}

function apiRule(rule: unknown): ApiRule {
  const read = (name: string) => String(Reflect.get(Object(rule), name));
  return { name: read('name'), query: read('query'), type: read('type') };
}

function list(value: unknown, name: string): readonly unknown[] {
  const inner: unknown = Reflect.get(Object(value), name);
  return Array.isArray(inner) ? inner : [];
}
