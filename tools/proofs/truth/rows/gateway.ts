import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import * as gateway from '../../../../src/signals/gateway/gateway.js';
import * as accounting from '../../../../src/signals/tenants/accounting.js';
import * as quotas from '../../../../src/signals/tenants/quotas.js';
import * as tenants from '../../../../src/signals/tenants/tenants.js';
import { averaged, divided, type Moment, noted, type Row, rated, summed } from '../row.js';
import type { Expected } from '../windows.js';
import { counted } from './engines.js';

const LOG = 'request log';
const isServerError = ({ envoy_response_code_class: digit }: Labels): boolean => digit === '5';
const QUOTA = quotas.tenantQuotaUsed.labels;
const UNARY = `${LOG}: tokens of answers that came whole and were no streams`;
const COMPUTED = 'prompts of engines, decode left out, and their output, prefill left out';
const CHARGED = `${LOG}: tokens of complete answers to users with a quota`;
const [, , computedNow, chargedNow] = accounting.tenantAccounting;

/** Prompts as engines count them, and those that are known by their lengths. */
const PROMPTS = ['prompt tokens', 'prompt tokens of lengths'];

/** What engines computed, by the model that clients ask for; one role of two sees the same tokens once more. */
const computed =
  (measures: readonly string[], leftOut: string) =>
  (moment: Moment): readonly Expected[] =>
    measures
      .flatMap((measure) => rated(measure, ['namespace', 'model_name'], ({ role }) => role !== leftOut)(moment))
      .map(({ labels: { namespace = '', model_name = '' }, ...rest }) => ({
        ...rest,
        labels: { namespace, model: model_name },
      }));
export const computedTokens = (moment: Moment): readonly Expected[] => {
  const [ofCounts = [], ofLengths = []] = PROMPTS.map((measure) =>
    rated(measure, ['namespace'], ({ role }) => role !== 'decode')(moment),
  );
  const output = rated('output tokens', ['namespace'], ({ role }) => role !== 'prefill')(moment);
  return summed(summed(ofCounts, ofLengths), output);
};
export const chargedTokens = rated('charged', ['namespace']);
/** What spends the budget of availability: answers with 5xx, and those that broke off after their status. */
export const lostAnswers = (moment: Moment): readonly Expected[] =>
  summed(rated('client answers', [], isServerError)(moment), rated('streams cut', [])(moment));

const noting = (name: string, what: string, labels: readonly string[], against: string): Row => ({
  name,
  judgement: 'exact',
  against,
  expected: noted(what, labels),
  instant: true,
});

/** Every Envoy knows the same hosts. */
const hosts = (name: string, against: string): Row => noting(name, 'hosts', ['namespace', 'model'], against);

export const gatewayRows: readonly Row[] = [
  counted(
    gateway.gatewayRequests,
    'client answers',
    `${LOG}: answers by class of their status, rejected requests included`,
  ),
  {
    name: gateway.gatewayErrorRatio.record,
    judgement: 'within 1 %',
    against: `${LOG}: answers with 5xx, and those that broke off after their status`,
    expected: divided(lostAnswers, rated('client answers', [])),
  },
  counted(gateway.gatewayStreamsCut, 'streams cut', `${LOG}: answers that broke off after their status`),
  counted(
    gateway.gatewayLatency.buckets,
    'client milliseconds_bucket',
    `${LOG}: from arrival to the end of whole answers`,
  ),
  counted(gateway.gatewayLatency.sum, 'client milliseconds_sum', `${LOG}: from arrival to the end of whole answers`),
  counted(gateway.gatewayLatency.count, 'client milliseconds_count', `${LOG}: whole answers`),
  noting(gateway.gatewayRequestsActive.record, 'active', [], `${LOG}: arrived and not ended`),
  counted(gateway.gatewayUpstreamRequests, 'upstream answers', `${LOG}: what applications answered`),
  {
    name: gateway.gatewayUpstreamTimeouts.record,
    judgement: 'exact',
    against: 'no route has a timeout here, and the faults have some that do',
    expected: (moment) =>
      rated('sent upstream', ['namespace', 'model'])(moment).flatMap((one) =>
        one.value > 0 ? [{ ...one, value: 0 }] : [],
      ),
  },
  counted(gateway.gatewayUpstreamBroken, 'upstream broken', `${LOG}: answers that applications broke off`),
  hosts(gateway.gatewayUpstreamHosts.record, 'replicas that serve, and routers'),
  hosts(gateway.gatewayUpstreamHostsHealthy.record, 'replicas that serve, and routers'),
  {
    name: gateway.gatewayUpstreamHealthyRatio.record,
    judgement: 'exact',
    against: 'all of them: Envoy loses no host here, and the faults have one that does',
    expected: (moment) =>
      noted('hosts', ['namespace', 'model'])(moment).flatMap((one) => (one.value > 0 ? [{ ...one, value: 1 }] : [])),
    instant: true,
  },
  {
    name: gateway.gatewayExternalProcessingFailures.record,
    judgement: 'within 1 %',
    against: `${LOG}: requests under way as their plugin restarted`,
    expected: divided(rated('plugin failures', []), rated('client answers', [])),
  },
  counted(tenants.tenantUnaryTokens, 'tokens of users', UNARY),
  counted(tenants.tenantUnaryTokenLength, 'tokens of requests_bucket', UNARY),
  counted(
    tenants.tenantOutput,
    'output of users',
    `${LOG}: output of complete answers; chunks of three tokens count one here`,
    { judgement: 'told' },
  ),
  counted(tenants.tenantRateLimitHits, 'rate-limit hits', `${LOG}: requests that a rate limit rejected`),
  noting(quotas.tenantQuotaUsed.record, 'quota used', QUOTA, `${LOG}: tokens of whole answers under the quota`),
  noting(quotas.tenantQuotaLimit.record, 'quota limit', QUOTA, 'what the ArksQuota says'),
  {
    name: quotas.tenantQuotaRatio.record,
    judgement: 'within 1 %',
    against: `${LOG}: tokens of whole answers under the quota, of its limit`,
    expected: divided(noted('quota used', QUOTA), noted('quota limit', QUOTA)),
    instant: true,
  },
  counted(quotas.tenantQuotaTokens, 'charged', CHARGED, { instant: true }),
  {
    name: accounting.tenantInputComputed.record,
    judgement: 'within 1 %',
    against: 'prompts of engines, decode left out',
    expected: computed(PROMPTS, 'decode'),
    instant: true,
  },
  {
    name: accounting.tenantOutputComputed.record,
    judgement: 'within 1 %',
    against: 'output of engines, prefill left out',
    expected: computed(['output tokens'], 'prefill'),
    instant: true,
  },
  ...[
    { now: computedNow, hour: accounting.tenantTokensComputed, against: COMPUTED, expected: computedTokens },
    { now: chargedNow, hour: accounting.tenantTokensCharged, against: CHARGED, expected: chargedTokens },
  ].flatMap(({ now, hour, against, expected }): readonly Row[] => [
    { name: now?.record ?? '', judgement: 'within 1 %', against, expected, instant: true },
    { name: hour.record, judgement: 'within 1 %', against, expected: averaged(expected) },
  ]),
];
