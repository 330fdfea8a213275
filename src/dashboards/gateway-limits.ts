import { quotaAlerts } from '../rules/alerts/quotas.js';
import { tenantAlerts } from '../rules/alerts/tenants.js';
import { tenantInputComputed, tenantOutputComputed } from '../signals/tenants/accounting.js';
import { quotaRemaining, quotaRunway } from '../signals/tenants/quota-runway.js';
import * as quotas from '../signals/tenants/quotas.js';
import { rateLimitHeadroom, rateLimitShare } from '../signals/tenants/rate-limits.js';
import * as tenants from '../signals/tenants/tenants.js';
import { perMinute } from '../signals/vocabulary/minutes.js';
import { percentile } from '../signals/vocabulary/percentiles.js';
import type { Query, Row } from './dashboard.js';
import { graph, type PanelOptions, summed } from './makers.js';
import { graphOfWorst, leastOf, worstOf, worstSum } from './many.js';

const rejected = perMinute(tenants.tenantRateLimitHits);
const MODEL = '{{namespace}}/{{model}}';
const USER = '{{namespace}}/{{user}} {{model}}';
const PAYERS = ['namespace', 'user'] as const;
const QUOTA = '{{namespace}}/{{quota_name}} {{quota_type}}';
const HITS = 'Source: the plugin, which counts a rejected request once, under the first rule that it violates.';
const RESOURCE = 'Source: the ArksQuota, which lags Redis by 10 s.';

const quota = (title: string, query: Query, more: PanelOptions = {}) =>
  graphOfWorst(title, [query], { note: RESOURCE, noValue: 'no quota', ...more });

/** What tenants use of what they may: tokens, rate limits, quotas. */
export const limitRows: readonly Row[] = [
  {
    title: 'Token Usage',
    answers: 'How many tokens go in and out, and who gets the most?',
    panels: [
      graph(
        'Tokens by direction',
        [summed(tenantInputComputed, 'input', []), summed(tenantOutputComputed, 'output', [])],
        {
          stacked: true,
        },
      ),
      graphOfWorst('Tokens by model', [
        worstOf(tenantInputComputed, `${MODEL} input`),
        worstOf(tenantOutputComputed, `${MODEL} output`),
      ]),
      graphOfWorst(
        'Output by user, as far as seen',
        [worstSum(tenants.tenantOutput, '{{namespace}}/{{user}}', PAYERS)],
        {
          leadsTo: 'arks-tenants',
        },
      ),
      graphOfWorst(
        'Tokens of a request with a whole answer, p95',
        [worstOf(percentile({ buckets: tenants.tenantUnaryTokenLength }, 95), `${MODEL} {{type}}`)],
        { noValue: 'no whole answers' },
      ),
    ],
  },
  {
    title: 'Rate Limiting',
    answers: 'Whose requests are rejected, by which rule, and who is next?',
    panels: [
      graph('Hits by rule', [summed(rejected, '{{rule_type}}', ['rule_type'])], {
        width: 8,
        noValue: 'no limit hit',
      }),
      graphOfWorst('Share rejected', [worstOf(rateLimitShare, MODEL)], { width: 8, noValue: 'no limit hit' }),
      graphOfWorst('Headroom at most', [leastOf(rateLimitHeadroom, USER)], {
        width: 8,
        noValue: 'no tokens-per-minute limit is known',
        leadsTo: 'arks-tenants',
      }),
      graphOfWorst('Hits by user', [worstSum(rejected, USER, ['namespace', 'user', 'model'])], {
        width: 24,
        noValue: 'no limit hit',
        note: HITS,
        alert: tenantAlerts.gatewayRateLimited,
      }),
    ],
  },
  {
    title: 'Quota',
    answers: 'Which quota is used up, or soon will be?',
    panels: [
      quota('Quota used, share', worstOf(quotas.tenantQuotaRatio, QUOTA), {
        alert: quotaAlerts.quotaNearlyExhausted,
      }),
      quota('Quota runway', leastOf(quotaRunway, QUOTA), {
        alert: quotaAlerts.quotaRunwayShort,
        noValue: 'no quota is drawn on',
      }),
      quota('Quota left', leastOf(quotaRemaining, QUOTA)),
      graphOfWorst(
        'Quota used and limit',
        [worstOf(quotas.tenantQuotaUsed, `used ${QUOTA}`), worstOf(quotas.tenantQuotaLimit, `limit ${QUOTA}`)],
        { note: RESOURCE, noValue: 'no quota', alert: quotaAlerts.quotaExhausted },
      ),
    ],
  },
];
