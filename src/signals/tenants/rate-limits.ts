import {
  clampMin,
  firstOf,
  type Matcher,
  maxBy,
  minus,
  number,
  plus,
  ratio,
  sumBy,
  times,
} from '../../promql/build.js';
import { gatewayUpstreamRequests } from '../gateway/gateway.js';
import { selectArks } from '../vocabulary/arks-series.js';
import { grouping, USER } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';
import { narrowed } from '../vocabulary/view.js';
import { tenantOutput, tenantRateLimitHits, tenantUnaryTokens } from './tenants.js';

const SECONDS_PER_MINUTE = 60;

export const rateLimitShare = signal({
  title: 'Rate-limit share',
  unit: 'ratio',
  description:
    'Share of the requests for a model that a rate limit rejected. Source: rejections from the plugin, all others from ' +
    'Envoy, which does not forward rejected requests.',
  labels: ['namespace', 'model'],
  query: (view) => {
    const by = grouping(view, 'namespace', 'model');
    const hits = () => sumBy(by, tenantRateLimitHits.query(view));
    const passed = sumBy(by, gatewayUpstreamRequests.query(view));
    return ratio(hits(), plus(hits(), firstOf(passed, times(hits(), number(0)))));
  },
});

export const rateLimitHeadroom = signal({
  title: 'Rate-limit headroom at most',
  unit: 'ratio',
  description:
    'Upper bound of what is left of the tokens per minute that a user may use, averaged over 5m. Prompts of streams are not ' +
    'counted, so less is left if the user streams. Needs the limits of ArksTokens (surfaces.customResources.tokenLimits). ' +
    'Source of use: the plugin, tokens of whole answers and chunks of streams.',
  labels: USER,
  query: (view) => {
    const by = grouping(view, ...USER);
    const input: Matcher = { label: 'type', operator: '=', value: 'input' };
    const seen = firstOf(tenantUnaryTokens.query(narrowed(view, input)), tenantOutput.query(view));
    const used = times(sumBy(by, seen), number(SECONDS_PER_MINUTE));
    const perMinute: Matcher = { label: 'rule_type', operator: '=', value: 'tpm' };
    const limit = () => maxBy(by, selectArks('arks_token_spec_rate_limit', narrowed(view, perMinute).matchers));
    return clampMin(ratio(minus(limit(), firstOf(used, times(limit(), number(0)))), limit()), 0);
  },
});
