import {
  type Expression,
  firstOf,
  type Matcher,
  maxBy,
  plus,
  type RecordedName,
  renameLabel,
  sumBy,
} from '../../promql/build.js';
import { runtimesWith } from '../runtimes/index.js';
import { generationTokens, promptTokens } from '../tokens/tokens.js';
import { avgOverTime, selectArks } from '../vocabulary/arks-series.js';
import { APPLICATION, type ApplicationLabel, grouping } from '../vocabulary/identity.js';
import { rated } from '../vocabulary/rated.js';
import { record } from '../vocabulary/record.js';
import type { Recorded } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';
import { tenantQuotaTokens } from './quotas.js';

const MODEL = ['namespace', 'model'] as const;
const ENGINES =
  'Source: the engines, which count streams and whole answers alike, and cannot tell users apart. Answers that were broken ' +
  'off are included';

/** What engines count per model, under the name that clients ask for. */
const byModel = (view: View, tokens: Expression<ApplicationLabel>) =>
  sumBy(grouping(view, ...MODEL), renameLabel(tokens, 'model_name', 'model'));
const notOf = (role: string): readonly Matcher[] => [{ label: 'role', operator: '!=', value: role }];

export const tenantInputComputed = record({
  record: 'tenant:arks_input_tokens_computed:rate5m',
  title: 'Input tokens computed by the engines',
  unit: 'tokens/s',
  description:
    `Input tokens per second of a model, cached ones included. ${ENGINES}. vLLM counts a prompt once for each of the ` +
    'answers that `n` asks for. Decode is left out, since it sees each prompt again.',
  labels: MODEL,
  rules: [
    {
      expression: (view) =>
        byModel(
          view,
          firstOf(
            selectArks(promptTokens, notOf('decode')),
            ...runtimesWith(({ readings }) => readings.promptTokensOfLengths)
              .filter(([runtime]) => view.runtimes.includes(runtime))
              .map(([, series]) => rated(view, APPLICATION, series)),
          ),
        ),
    },
  ],
});

export const tenantOutputComputed = record({
  record: 'tenant:arks_output_tokens_computed:rate5m',
  title: 'Output tokens computed by the engines',
  unit: 'tokens/s',
  description: `Output tokens per second of a model. ${ENGINES}. Prefill is left out.`,
  labels: MODEL,
  rules: [
    {
      // Prefill computes the first token of a request, and decode counts it again.
      expression: (view) => byModel(view, selectArks(generationTokens, notOf('prefill'))),
    },
  ],
});

/** Added up before they are averaged: a model or quota that came within the hour must not weigh as if there all along. */
const computedNow = record({
  record: 'tenant:arks_computed_tokens:rate5m',
  title: 'Tokens computed by the engines now',
  unit: 'tokens/s',
  description: `Input and output tokens per second of all models of a namespace. ${ENGINES}.`,
  labels: ['namespace'],
  rules: [
    {
      expression: (view) =>
        plus(
          sumBy(grouping(view, 'namespace'), tenantInputComputed.query(view)),
          sumBy(grouping(view, 'namespace'), tenantOutputComputed.query(view)),
        ),
    },
  ],
});

const chargedNow = record({
  record: 'tenant:arks_charged_tokens:rate5m',
  title: 'Tokens charged to quotas now',
  unit: 'tokens/s',
  description:
    'Tokens per second charged to all quotas of a namespace: the total of a quota that has one, otherwise its prompt and ' +
    'response tokens. Streams are included; answers that were broken off and users without a quota are not.',
  labels: ['namespace'],
  rules: [
    {
      expression: (view) => {
        const one = grouping(view, 'namespace', 'quota_name');
        const total = selectArks(tenantQuotaTokens, [{ label: 'quota_type', operator: '=', value: 'total' }]);
        const charged = firstOf(maxBy(one, total), sumBy(one, selectArks(tenantQuotaTokens)));
        return sumBy(grouping(view, 'namespace'), charged);
      },
    },
  ],
});

export const tenantTokensComputed = overAnHour(
  'tenant:arks_computed_tokens:avg1h',
  'Tokens computed by the engines',
  computedNow,
);
export const tenantTokensCharged = overAnHour(
  'tenant:arks_charged_tokens:avg1h',
  'Tokens charged to quotas',
  chargedNow,
);

/** What engines compute and quotas are charged, to be compared over an hour; each after what it reads. */
export const tenantAccounting = [
  tenantInputComputed,
  tenantOutputComputed,
  computedNow,
  chargedNow,
  tenantTokensComputed,
  tenantTokensCharged,
];

function overAnHour(name: RecordedName, title: string, now: Recorded<'namespace'>): Recorded<'namespace'> {
  return record({
    record: name,
    title,
    unit: now.unit,
    description: `${now.description} Averaged over an hour.`,
    labels: ['namespace'],
    rules: [{ expression: () => avgOverTime(now, '1h') }],
  });
}
