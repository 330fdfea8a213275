import type { PrometheusServer } from '../prometheus/server.js';

/** What one group of rules costs at one evaluation. */
export interface GroupCost {
  readonly group: string;
  readonly rules: number;
  readonly seconds: number;
  /** Seconds of the evaluation over those between two of them: at 1 the group is late. */
  readonly shareOfInterval: number;
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
    const seconds = Number(Reflect.get(Object(group), 'evaluationTime'));
    costs.push({
      group: String(Reflect.get(Object(group), 'name')),
      rules: rules.length,
      seconds,
      shareOfInterval: seconds / Number(Reflect.get(Object(group), 'interval')),
      samples,
      series,
    });
  }
  return costs;
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
