import { sumBy } from '../../promql/build.js';
import { avgOverTime } from '../vocabulary/arks-series.js';
import { grouping, MODEL } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';
import { RECORDED_WINDOW } from '../vocabulary/view.js';
import { gatewayRequests, gatewayUpstreamHealthyRatio } from './gateway.js';

/** Of all status classes. */
export const gatewayTraffic = signal({
  unit: gatewayRequests.unit,
  description:
    'Requests per second that the gateway answered, with any status. Source: Envoy, which sees every request.',
  title: 'Gateway requests, all',
  labels: [],
  query: (view) => sumBy(grouping(view), gatewayRequests.query(view)),
});

/** A host that is taken out comes back after 30 s or more and may go again. */
export const gatewayUpstreamHealthyRatioRecent = signal({
  unit: gatewayUpstreamHealthyRatio.unit,
  labels: MODEL,
  title: 'Healthy hosts, five minutes',
  description: `${gatewayUpstreamHealthyRatio.description} Mean of the last ${RECORDED_WINDOW}.`,
  query: (view) => avgOverTime(gatewayUpstreamHealthyRatio, RECORDED_WINDOW, view.matchers),
});
