import * as gateway from '../../../../../src/signals/recorded/gateway.js';
import * as tenants from '../../../../../src/signals/recorded/tenants.js';
import type { Labels } from '../../../../operator/relabel.js';
import { averaged, divided, type Moment, noted, type Row, rated } from '../row.js';
import type { Expected } from '../windows.js';
import { counted } from './engines.js';

const LOG = 'request log';
const isServerError = ({ envoy_response_code_class: digit }: Labels): boolean => digit === '5';
const QUOTA = tenants.tenantQuotaUsed.labels;
const USERS = 'request log: tokens of whole answers; the plugin misses some streams';
const [countedNow, computedNow] = tenants.tenantAccounting;

/** Output of engines by the model that clients ask for; prefill computes the first token once more. */
const computed = (moment: Moment): readonly Expected[] =>
  rated(
    'output tokens',
    ['namespace', 'model_name'],
    ({ role }) => role !== 'prefill',
  )(moment).map(({ labels: { namespace = '', model_name = '' }, ...rest }) => ({
    ...rest,
    labels: { namespace, model: model_name },
  }));
/** What spends the budget of availability: answers with 5xx, and those that broke off after their status. */
export const lostAnswers = (moment: Moment): readonly Expected[] => {
  const [cut] = rated('streams cut', [])(moment);
  return rated(
    'client answers',
    [],
    isServerError,
  )(moment).map(({ labels, value, unseen, added }) => ({
    labels,
    value: value + (cut?.value ?? 0),
    unseen: unseen + (cut?.unseen ?? 0),
    added: added + (cut?.added ?? 0),
  }));
};
const ofUsers = rated('tokens of users', ['namespace', 'model'], ({ type }) => type === 'output');

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
  counted(tenants.tenantTokens, 'tokens of users', USERS, { judgement: 'told' }),
  counted(tenants.tenantTokenLength, 'tokens of requests_bucket', USERS, { judgement: 'told' }),
  counted(tenants.tenantRateLimitHits, 'rate-limit hits', `${LOG}: requests that a rate limit rejected`),
  noting(tenants.tenantQuotaUsed.record, 'quota used', QUOTA, `${LOG}: tokens of whole answers under the quota`),
  noting(tenants.tenantQuotaLimit.record, 'quota limit', QUOTA, 'what the ArksQuota says'),
  {
    name: tenants.tenantQuotaRatio.record,
    judgement: 'within 1 %',
    against: `${LOG}: tokens of whole answers under the quota, of its limit`,
    expected: divided(noted('quota used', QUOTA), noted('quota limit', QUOTA)),
    instant: true,
  },
  {
    name: countedNow?.record ?? '',
    judgement: 'told',
    against: USERS,
    expected: ofUsers,
    instant: true,
  },
  {
    name: computedNow?.record ?? '',
    judgement: 'within 1 %',
    against: 'output of engines, prefill left out',
    expected: computed,
    instant: true,
  },
  {
    name: tenants.tenantTokensCounted.record,
    judgement: 'told',
    against: USERS,
    expected: averaged(ofUsers),
  },
  {
    name: tenants.tenantTokensComputed.record,
    judgement: 'within 1 %',
    against: 'output of engines, prefill left out',
    expected: averaged(computed),
  },
];
