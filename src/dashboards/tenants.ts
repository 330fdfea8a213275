import type { Environment } from '../config/environment.js';
import type { Matcher } from '../promql/build.js';
import { cost, costOfBoth } from '../signals/cost.js';
import { quotaRemaining, rateLimitHeadroom } from '../signals/derived.js';
import * as records from '../signals/recorded/tenants.js';
import { accountingDrift, tenantShare, usersActive } from '../signals/tenant-shares.js';
import { total } from '../signals/totals.js';
import type { Dashboard, Panel, Row } from './dashboard.js';
import { graph, plain, summed, tile } from './makers.js';

const USER = ['namespace', 'user', 'model'] as const;
const WHO = '{{namespace}}/{{user}} {{model}}';
const MODEL = '{{namespace}}/{{model}}';
const PAYERS = ['namespace', 'user'] as const;
const QUOTA = ['namespace', 'quota_name', 'quota_type'] as const;
const tokensOf = (type: string): readonly Matcher[] => [{ label: 'type', operator: '=', value: type }];
const tokens = total(records.tenantTokens, 'tokens', 'Tokens');

/** What each priced model cost over the time shown; nothing is said of a model without a price. */
function costRow({ prices }: Environment): readonly Row[] {
  const panels = prices.models.flatMap(({ model, inputPerMillion, outputPerMillion }): readonly Panel[] => {
    const matchers: readonly Matcher[] = [{ label: 'model', operator: '=', value: model }];
    return [
      {
        kind: 'table',
        title: `Cost of ${model}, ${prices.currency}`,
        width: 24,
        height: 7,
        rows: PAYERS,
        noValue: 'no traffic',
        note: `At ${inputPerMillion} ${prices.currency} for a million input tokens and ${outputPerMillion} for a million output tokens. The plugin misses some streams: what it counts is a lower bound.`,
        queries: [
          { ...summed(cost('input', inputPerMillion), 'Input', PAYERS), over: 'range', matchers },
          { ...summed(cost('output', outputPerMillion), 'Output', PAYERS), over: 'range', matchers },
          { ...summed(costOfBoth(inputPerMillion, outputPerMillion), 'Both', PAYERS), over: 'range', matchers },
        ],
      },
    ];
  });
  if (panels.length === 0) return [];
  return [{ title: 'Cost', answers: 'What did the tokens of the time shown cost, and whom?', panels }];
}

export const tenants: Dashboard = {
  uid: 'arks-tenants',
  title: 'Arks / Tenants',
  description: 'Who uses how much of what, against which limits, and what it costs.',
  surfaces: ['gateway'],
  variables: ['cluster', 'namespace', 'model', 'user', 'rule', 'quota_name'],
  rows: (environment) => [
    {
      title: 'Now',
      answers: 'How much is used, and is anybody turned away?',
      panels: [
        tile('Tokens', records.tenantTokens, 'sum'),
        tile('Users active', usersActive, 'max'),
        tile('Rejected by rate limits', records.tenantRateLimitHits, 'sum', { width: 5, noValue: 'no limit hit' }),
        tile('Fullest quota', records.tenantQuotaRatio, 'max', {
          width: 5,
          noValue: 'no quota',
          alert: 'ArksQuotaNearlyExhausted',
          limit: (t) => t.quotaNearlyRatio,
        }),
        tile('Accounting drift, worst model', accountingDrift, 'max', {
          width: 6,
          alert: 'ArksTokenAccountingDrift',
          limit: (t) => t.accountingDriftRatio,
        }),
      ],
    },
    {
      title: 'Top talkers',
      answers: 'Who uses most?',
      panels: [
        {
          kind: 'table',
          title: 'Tokens in this time',
          width: 12,
          height: 10,
          rows: USER,
          noValue: 'no traffic',
          queries: [
            { ...summed(tokens, 'Input tokens', USER), over: 'range', matchers: tokensOf('input') },
            { ...summed(tokens, 'Output tokens', USER), over: 'range', matchers: tokensOf('output') },
          ],
        },
        {
          kind: 'bars',
          title: 'Tokens per second by user',
          width: 12,
          height: 10,
          noValue: 'no traffic',
          queries: [summed(records.tenantTokens, '{{namespace}}/{{user}}', ['namespace', 'user'])],
        },
        graph('Share of a model', [plain(tenantShare, WHO)], {
          alert: 'ArksTenantDominates',
          limit: (t) => t.tenantShareRatio,
        }),
        graph('Tokens by namespace', [summed(records.tenantTokens, '{{namespace}}', ['namespace'])], { stacked: true }),
      ],
    },
    {
      title: 'Limits',
      answers: 'Who runs into which limit?',
      panels: [
        graph('Rejected by user', [summed(records.tenantRateLimitHits, WHO, USER)], {
          noValue: 'no limit hit',
          alert: 'ArksGatewayRateLimited',
          limit: (t) => t.rateLimitHitsPerSecond,
        }),
        graph('Headroom', [plain(rateLimitHeadroom, WHO)], { noValue: 'no tokens-per-minute limit is known' }),
        {
          kind: 'table',
          title: 'Quotas',
          width: 24,
          height: 8,
          rows: QUOTA,
          noValue: 'no quota',
          alert: 'ArksQuotaExhausted',
          queries: [
            plain(records.tenantQuotaUsed, 'Used'),
            plain(records.tenantQuotaLimit, 'Limit'),
            plain(quotaRemaining, 'Left'),
            plain(records.tenantQuotaRatio, 'Share used'),
          ],
        },
      ],
    },
    ...costRow(environment),
    {
      title: 'Accounting',
      answers: 'Can the tokens that the gateway counts be billed?',
      panels: [
        graph('Output tokens, gateway and engines', [
          plain(records.tenantTokensCounted, `counted at the gateway ${MODEL}`),
          plain(records.tenantTokensComputed, `computed by engines ${MODEL}`),
        ]),
        graph('Accounting drift', [plain(accountingDrift, MODEL)], {
          alert: 'ArksTokenAccountingDrift',
          limit: (t) => t.accountingDriftRatio,
        }),
      ],
    },
  ],
};
