import { expect, inject, test } from 'vitest';
import { catalogue } from '../../src/metrics/catalogue.js';
import { environmentOf } from '../support/environment.js';
import { promtool } from '../support/promtool.js';
import { ruleGroups } from '../support/rules.js';

const { promtool: program } = inject('prometheus');
const groups = ruleGroups(environmentOf({ runtimes: ['vllm', 'sglang', 'dynamo'] }));
const records = groups.flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
/** Exporters that others run too: another team's engines, another Envoy, any controller. */
const SHARED = ['vllm', 'sglang', 'sglangRouter', 'dynamo', 'envoy', 'operator', 'gateway'];
const OTHERS =
  'job="others",namespace="others",pod="others-0",instance="10.3.5.7:1",model="m",model_name="m",le="1",engine="0"';
const parts = (kind: string) => (kind === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']);

test('nothing is recorded of what is not scraped for Arks', async () => {
  const names = catalogue
    .filter(({ component }) => SHARED.includes(component))
    .flatMap(({ name, kind }) => parts(kind).map((part) => `${name}${part}`));
  const recorded = [...new Set(records)].filter((name) => !name.startsWith('slo:arks_objective'));
  const { ok, output } = await promtool(program, ['test', 'rules', 'test.yml'], {
    'rules.yml': { groups },
    'test.yml': {
      rule_files: ['rules.yml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: [...new Set(names)].map((name) => ({ series: `${name}{${OTHERS}}`, values: '1+60x20' })),
          promql_expr_test: recorded.map((expr) => ({ expr, eval_time: '15m', exp_samples: [] })),
        },
      ],
    },
  });
  expect(ok ? '' : output).toBe('');
});
