import type { Environment } from '../config/environment.js';
import type { Matcher } from '../promql/build.js';
import { quotaAlerts } from '../rules/alerts/quotas.js';
import { tenantAlerts } from '../rules/alerts/tenants.js';
import * as accounting from '../signals/tenants/accounting.js';
import { cost, costOfBoth } from '../signals/tenants/cost.js';
import { quotaRemaining } from '../signals/tenants/quota-runway.js';
import * as quotas from '../signals/tenants/quotas.js';
import { rateLimitHeadroom } from '../signals/tenants/rate-limits.js';
import { accountingDrift, usersActive } from '../signals/tenants/shares.js';
import * as records from '../signals/tenants/tenants.js';
import { USER } from '../signals/vocabulary/identity.js';
import { perMinute } from '../signals/vocabulary/minutes.js';
import { total } from '../signals/vocabulary/totals.js';
import type { Dashboard, Panel, Row } from './dashboard.js';
import { queryOf, statPanel, summed } from './makers.js';
import { graphOfWorst, judgedWorst, leastOf, worstOf, worstSum } from './many.js';

const WHO = '{{namespace}}/{{user}} {{model}}';
const NAMESPACE = ['namespace'] as const;
const QUOTA = ['namespace', 'quota_name', 'quota_type'] as const;
const tokensOf = (type: string): readonly Matcher[] => [{ label: 'type', operator: '=', value: type }];
const unary = total(records.tenantUnaryTokens, 'tokens', 'Tokens of whole answers');
const rejected = perMinute(records.tenantRateLimitHits);
const charged = total(quotas.tenantQuotaTokens, 'tokens', 'Tokens charged');

/** What each priced model cost each namespace over the time shown; a model without a price is not shown, and no source knows users. */
function costRow({ prices }: Pick<Environment, 'prices'>): readonly Row[] {
  const panels = prices.models.flatMap(({ model, inputPerMillion, outputPerMillion }): readonly Panel[] => {
    const matchers: readonly Matcher[] = [{ label: 'model', operator: '=', value: model }];
    return [
      {
        kind: 'table',
        title: `Cost of ${model}, ${prices.currency}`,
        width: 24,
        height: 7,
        rows: NAMESPACE,
        noValue: 'no traffic',
        note:
          `At ${inputPerMillion} ${prices.currency} for a million input tokens and ${outputPerMillion} for a million output ` +
          'tokens. No source has the tokens of a user; to bill a user, give them a quota of their own.',
        queries: [
          { ...summed(cost('input', inputPerMillion), 'Input', NAMESPACE), over: 'range', matchers },
          { ...summed(cost('output', outputPerMillion), 'Output', NAMESPACE), over: 'range', matchers },
          { ...summed(costOfBoth(inputPerMillion, outputPerMillion), 'Both', NAMESPACE), over: 'range', matchers },
        ],
      },
    ];
  });
  if (panels.length === 0) return [];
  return [{ title: 'Cost', answers: 'What did the tokens in the time shown cost, and for which namespace?', panels }];
}

export const tenants: Dashboard = {
  uid: 'arks-tenants',
  title: 'Arks / Tenants',
  description: 'Who uses how much, against which limits, and what it costs.',
  variables: ['cluster', 'namespace', 'model', 'user', 'rule', 'quota_name'],
  rows: (environment) => [
    {
      title: 'Now',
      answers: 'How much is used, and are requests rejected?',
      panels: [
        statPanel('Input tokens', accounting.tenantInputComputed, 'sum', { width: 3 }),
        statPanel('Output tokens', accounting.tenantOutputComputed, 'sum', { width: 3 }),
        statPanel('Users active', usersActive, 'max', { width: 3 }),
        statPanel('Rejected by rate limits', rejected, 'sum', { width: 4, noValue: 'no limit hit' }),
        statPanel('Fullest quota', quotas.tenantQuotaRatio, 'max', {
          width: 5,
          noValue: 'no quota',
          alert: quotaAlerts.quotaNearlyExhausted,
        }),
        statPanel('Accounting drift, worst namespace', accountingDrift, 'max', {
          width: 6,
          noValue: 'no quota is drawn on',
          alert: tenantAlerts.tokenAccountingDrift,
        }),
      ],
    },
    {
      title: 'Top talkers',
      answers: 'Who uses the most?',
      panels: [
        {
          kind: 'table',
          title: 'Tokens charged in this time',
          width: 12,
          height: 7,
          rows: QUOTA,
          noValue: 'no quota is drawn on',
          queries: [{ ...summed(charged, 'Tokens', QUOTA), over: 'range' }],
        },
        {
          kind: 'table',
          title: 'Output per second by user, as far as seen',
          width: 12,
          height: 7,
          rows: ['namespace', 'user'],
          noValue: 'no traffic',
          queries: [summed(records.tenantOutput, 'Output', ['namespace', 'user'])],
        },
        judgedWorst("Share of a model's output", tenantAlerts.tenantDominates, WHO),
        graphOfWorst(
          'Tokens by namespace',
          [
            worstSum(accounting.tenantInputComputed, '{{namespace}} input', NAMESPACE),
            worstSum(accounting.tenantOutputComputed, '{{namespace}} output', NAMESPACE),
          ],
          { stacked: true },
        ),
        {
          kind: 'table',
          title: 'Tokens of whole answers in this time',
          width: 24,
          height: 7,
          rows: USER,
          noValue: 'no whole answers',
          queries: [
            { ...summed(unary, 'Input tokens', USER), over: 'range', matchers: tokensOf('input') },
            { ...summed(unary, 'Output tokens', USER), over: 'range', matchers: tokensOf('output') },
          ],
        },
      ],
    },
    {
      title: 'Limits',
      answers: 'Who hits which limit?',
      panels: [
        graphOfWorst('Rejected by user', [worstSum(rejected, WHO, USER)], {
          width: 8,
          noValue: 'no limit hit',
          alert: tenantAlerts.gatewayRateLimited,
        }),
        graphOfWorst('Headroom at most', [leastOf(rateLimitHeadroom, WHO)], {
          width: 8,
          noValue: 'no tokens-per-minute limit is known',
        }),
        judgedWorst('Quota runway', quotaAlerts.quotaRunwayShort, '{{namespace}}/{{quota_name}} {{quota_type}}', {
          width: 8,
          noValue: 'no quota is drawn on',
        }),
        {
          kind: 'table',
          title: 'Quotas',
          width: 24,
          height: 6,
          rows: QUOTA,
          worstBy: ['Share used'],
          noValue: 'no quota',
          alert: quotaAlerts.quotaExhausted,
          queries: [
            queryOf(quotas.tenantQuotaUsed, 'Used'),
            queryOf(quotas.tenantQuotaLimit, 'Limit'),
            queryOf(quotaRemaining, 'Left'),
            { ...queryOf(quotas.tenantQuotaRatio, 'Share used'), judgedBy: quotaAlerts.quotaNearlyExhausted },
          ],
        },
      ],
    },
    ...costRow(environment),
    {
      title: 'Accounting',
      answers: 'Did the engines compute the tokens that quotas are charged for?',
      panels: [
        graphOfWorst('Tokens, quotas and engines', [
          worstOf(accounting.tenantTokensCharged, '{{namespace}} charged'),
          worstOf(accounting.tenantTokensComputed, '{{namespace}} computed'),
        ]),
        judgedWorst('Accounting drift', tenantAlerts.tokenAccountingDrift, '{{namespace}}', {
          noValue: 'no quota is drawn on',
        }),
      ],
    },
  ],
};
