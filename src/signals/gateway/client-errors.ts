import { type Matcher, ratio, sumBy } from '../../promql/build.js';
import { grouping } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';
import { narrowed, type View } from '../vocabulary/view.js';
import { gatewayRequests } from './gateway.js';

export const gatewayClientErrorRatio = signal({
  title: 'Gateway client error ratio',
  unit: 'ratio',
  description:
    'Share of requests that the gateway answered with 4xx, including rejections by rate limits and quotas. Source: Envoy, ' +
    'which sees every request.',
  labels: [],
  query: (view) => {
    const clientErrors: Matcher = { label: 'envoy_response_code_class', operator: '=', value: '4' };
    const sum = (of: View) => sumBy(grouping(view), gatewayRequests.query(of));
    return ratio(sum(narrowed(view, clientErrors)), sum(view));
  },
});
