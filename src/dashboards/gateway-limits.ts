import { SECONDS_PER_HOUR } from '../config/duration.js';
import { quotaRemaining, quotaRunway, rateLimitHeadroom, rateLimitShare } from '../signals/derived.js';
import { percentile } from '../signals/percentiles.js';
import * as tenants from '../signals/recorded/tenants.js';
import type { Query, Row } from './dashboard.js';
import { graph, type More, plain, summed } from './makers.js';

const MODEL = '{{namespace}}/{{model}}';
const USER = '{{namespace}}/{{user}} {{model}}';
const QUOTA = '{{namespace}}/{{quota_name}} {{quota_type}}';
const HITS = 'Source: the plugin, which counts a rejected request once, by the first rule it breaks.';
const RESOURCE = 'Source: the ArksQuota, which follows Redis by 10 s.';

const quota = (title: string, of: Query['of'], more: More = {}) =>
  graph(title, [plain(of, QUOTA)], { note: RESOURCE, noValue: 'no quota', ...more });

/** What tenants use of what they may: tokens, rate limits, quotas. */
export const limitRows: readonly Row[] = [
  {
    title: 'Token Usage',
    answers: 'How many tokens go in and out, for whom?',
    panels: [
      graph('Tokens by direction', [summed(tenants.tenantTokens, '{{type}}', ['type'])], { stacked: true }),
      graph('Tokens by model', [summed(tenants.tenantTokens, `${MODEL} {{type}}`, ['namespace', 'model', 'type'])]),
      graph('Tokens by user', [summed(tenants.tenantTokens, '{{namespace}}/{{user}}', ['namespace', 'user'])], {
        leadsTo: 'arks-tenants',
      }),
      graph('Tokens of a request', [
        plain(percentile({ buckets: tenants.tenantTokenLength }, 50), `p50 ${MODEL} {{type}}`),
        plain(percentile({ buckets: tenants.tenantTokenLength }, 95), `p95 ${MODEL} {{type}}`),
      ]),
    ],
  },
  {
    title: 'Rate Limiting',
    answers: 'Who is turned away, by which rule, and who will be?',
    panels: [
      graph('Hits by rule', [summed(tenants.tenantRateLimitHits, '{{rule_type}}', ['rule_type'])], {
        width: 8,
        noValue: 'no limit hit',
      }),
      graph('Share rejected', [plain(rateLimitShare, MODEL)], { width: 8, noValue: 'no limit hit' }),
      graph('Headroom', [plain(rateLimitHeadroom, USER)], {
        width: 8,
        noValue: 'no tokens-per-minute limit is known',
        leadsTo: 'arks-tenants',
      }),
      graph('Hits by user', [summed(tenants.tenantRateLimitHits, USER, ['namespace', 'user', 'model'])], {
        width: 24,
        noValue: 'no limit hit',
        note: HITS,
        alert: 'ArksGatewayRateLimited',
        limit: (t) => t.rateLimitHitsPerSecond,
      }),
    ],
  },
  {
    title: 'Quota',
    answers: 'Which quota is used up, or soon will be?',
    panels: [
      quota('Quota used, share', tenants.tenantQuotaRatio, {
        alert: 'ArksQuotaNearlyExhausted',
        limit: (t) => t.quotaNearlyRatio,
      }),
      quota('Quota runway', quotaRunway, {
        alert: 'ArksQuotaRunwayShort',
        limit: (t) => t.quotaRunwayHours * SECONDS_PER_HOUR,
        fires: 'below',
        noValue: 'no quota is drawn on',
      }),
      quota('Quota left', quotaRemaining),
      graph(
        'Quota used and limit',
        [plain(tenants.tenantQuotaUsed, `used ${QUOTA}`), plain(tenants.tenantQuotaLimit, `limit ${QUOTA}`)],
        { note: RESOURCE, noValue: 'no quota', alert: 'ArksQuotaExhausted' },
      ),
    ],
  },
];
