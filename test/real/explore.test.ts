import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEnvironments } from '../../src/files/load.js';
import { planOf } from '../../src/plan/plan.js';
import { knownNames } from '../../src/rules/known-names.js';
import { LOKI, logqlRefusals, TRACEQL, traceqlRefused } from '../../tools/real/queries.js';
import { PROJECT } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { asGrafana, asPrometheus, exploreLinksOf, opened } from '../support/explore.js';
import { tellAfterwards } from './tell-afterwards.js';

const VALUES = { cluster: 'eu-1', namespace: 'tenant-a', pod: 'chat-0.x', job: 'arks', slo: 'first' };
const CHOSEN = [{}, { cluster: 'eu-1|eu-2', namespace: 'tenant-a|tenant-b' }];

const ofOpenTelemetry = environmentOf({
  cluster: { name: 'eu-1' },
  grafana: {
    url: 'https://grafana.example.com',
    logs: {
      uid: 'loki',
      labels: { namespace: 'k8s_namespace_name', pod: 'k8s_pod_name', cluster: 'k8s_cluster_name' },
    },
    traces: { uid: 'tempo', attributes: { cluster: 'k8s.cluster.name' } },
  },
});
const production = loadEnvironments(join(PROJECT, 'environments'), knownNames).filter(
  ({ name }) => name === 'production',
);

/** Everything that links of dashboards and alerts ask, each query once. */
function asked(type: 'loki' | 'tempo'): readonly string[] {
  const addresses = [...production, ofOpenTelemetry].flatMap((environment) => {
    const { alerted, promised } = planOf(environment);
    const groups = [...alerted.map(({ group }) => group), ...promised.flatMap((one) => one.groups)];
    const annotations = groups.flatMap(({ rules }) =>
      rules.flatMap((rule) => ('alert' in rule ? [rule.annotations] : [])),
    );
    return [
      ...exploreLinksOf(environment).flatMap(({ url }) => CHOSEN.map((chosen) => asGrafana(url, VALUES, chosen))),
      ...annotations.flatMap(({ logs_url: logs = '', traces_url: traces = '' }) =>
        [logs, traces].filter((one) => one !== '').map((one) => asPrometheus(one, VALUES)),
      ),
    ];
  });
  const all = addresses.map((address) => opened(address)).filter((one) => one.type === type);
  return [...new Set(all.map(({ query }) => query))];
}

describe('what links ask', () => {
  test('of logs is taken by the parser of Loki', async () => {
    const queries = asked('loki');
    expect(queries.length).toBeGreaterThan(9);
    const refusals = await logqlRefusals(queries);
    expect(queries.filter((_, index) => refusals[index] !== '')).toEqual([]);
  });

  test('of traces is taken by the grammar of Grafana', async () => {
    const queries = asked('tempo');
    expect(queries.length).toBeGreaterThan(7);
    expect(await traceqlRefused(queries)).toEqual([]);
  });

  test('would be refused where All of a variable were asked alone, or where something is left to fill in', async () => {
    const [all, unfilled] = await logqlRefusals(['{namespace=~".*"}', '{namespace=}']);
    expect([all, unfilled]).toEqual([
      expect.stringContaining('empty-compatible'),
      expect.stringContaining('syntax error'),
    ]);
    expect(await traceqlRefused(['{resource.k8s.namespace.name=}'])).toHaveLength(1);
  });
});

tellAfterwards({
  program: 'Loki',
  version: LOKI.version,
  from: `Go module ${LOKI.module}`,
  ran: "Its own parser over what links of dashboards and alerts ask of logs, and Grafana's grammar of TraceQL over what they ask of traces.",
  series: [],
  records: [],
  held: [
    'Loki takes every query of logs, also where a variable of a dashboard chooses all namespaces.',
    `The grammar of Grafana's editor (${TRACEQL.package} ${TRACEQL.version}) takes every query of traces.`,
  ],
  notRun: [
    { what: 'Tempo', why: 'the Go module proxy has none of its versions' },
    { what: 'Explore of Grafana', why: 'no package holds it; its format is held to what its source reads' },
  ],
});
