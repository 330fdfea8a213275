import { avgOverTime, sumBy } from '../promql/build.js';
import { grouping } from './identity.js';
import { gatewayRequests, gatewayUpstreamHealthyRatio } from './recorded/gateway.js';
import type { Signal } from './signal.js';
import { RECORDED_WINDOW } from './view.js';

/** Of all status classes. */
export const gatewayTraffic: Signal = {
  unit: gatewayRequests.unit,
  description:
    'Requests per second that the gateway answered, with any status. Source: Envoy, which sees every request.',
  title: 'Gateway requests, all',
  labels: [],
  query: (view) => sumBy(grouping(view), gatewayRequests.query(view)),
};

/** A host that is taken out comes back after 30 s or more and may go again. */
export const gatewayUpstreamHealthyRatioRecent: Signal = {
  unit: gatewayUpstreamHealthyRatio.unit,
  labels: gatewayUpstreamHealthyRatio.labels,
  title: 'Healthy hosts, five minutes',
  description: `${gatewayUpstreamHealthyRatio.description} Mean of the last ${RECORDED_WINDOW}.`,
  query: (view) => avgOverTime(gatewayUpstreamHealthyRatio.record, RECORDED_WINDOW, view.matchers),
};
