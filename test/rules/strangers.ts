import { RUNTIMES } from '../../src/config/runtimes.js';
import { catalogue } from '../../src/metrics/catalogue.js';
import { seriesNames } from '../../src/promql/names.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { promtool } from '../support/promtool.js';

/** Exporters that others run too: another team's engines, another Envoy, any controller. */
const SHARED = [...RUNTIMES, 'sglangRouter', 'envoy', 'operator', 'gateway'];
const EVERYTHING =
  'job="others",namespace="others",instance="10.3.5.7:1",model="m",model_name="m",le="1",engine="0",worker="w"';
/** Others may use one of our labels for something of theirs. */
const STRANGERS = ['pod="a"', 'pod="b",application="shop"', 'pod="c",role="prefill"'];
const PARTS: Readonly<Record<string, readonly string[]>> = { histogram: ['_bucket', '_sum', '_count'] };
const shared = new Set(
  catalogue
    .filter(({ component }) => SHARED.includes(component))
    .flatMap(({ name, kind }) => (PARTS[kind] ?? ['']).map((part) => `${name}${part}`)),
);
/** Without a gateway, an operator and an exporter of our own these have something to say. */
const ALERTS = 'ALERTS{alertname!~"ArksGatewayDown|ArksOperatorDown|ArksCustomResourcesDown"}';

/** What the rules record of themselves. */
const ALWAYS = ['slo:arks_objective', 'cluster:arks_rules_evaluated'];

/** What these rules record or tell of engines, Envoys and controllers that are not scraped for Arks. */
export async function heardOfStrangers(program: string, groups: readonly RuleGroup[]): Promise<string> {
  const read = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => seriesNames(expr))));
  const names = [...read].filter((name) => shared.has(name));
  const records = groups.flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
  const quiet = [...new Set(records)].filter((name) => !ALWAYS.some((start) => name.startsWith(start)));
  const { ok, output } = await promtool(program, ['test', 'rules', 'test.yml'], {
    'rules.yml': { groups },
    'test.yml': {
      rule_files: ['rules.yml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: names.flatMap((name) =>
            STRANGERS.map((labels) => ({ series: `${name}{${EVERYTHING},${labels}}`, values: '1+60x20' })),
          ),
          promql_expr_test: [...quiet, ALERTS].map((expr) => ({ expr, eval_time: '15m', exp_samples: [] })),
        },
      ],
    },
  });
  return ok ? '' : output;
}
