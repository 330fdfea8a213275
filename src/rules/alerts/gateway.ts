import { above, and, avgOverTime, below, dividedBy, firstOf, histogramQuantile, sumBy } from '../../promql/build.js';
import { grouping } from '../../signals/identity.js';
import { requestsTooLarge } from '../../signals/raw/envoy.js';
import {
  gatewayErrorRatio,
  gatewayExternalProcessingFailures,
  gatewayLatency,
  gatewayRequests,
  gatewayUpstreamHealthyRatio,
  gatewayUpstreamHosts,
  gatewayUpstreamHostsHealthy,
  gatewayUpstreamTimeouts,
} from '../../signals/recorded/gateway.js';
import { pluginRestarts, RESTARTS_WINDOW } from '../../signals/restarts.js';
import { targetUp } from '../../signals/state.js';
import { type Alert, type AlertContext, DURATION, label, PERCENT, percent, RATE, seconds, VALUE } from '../alert.js';
import { toldByJob, toldIn } from '../told-namespace.js';
import { nothingUp, ownNamespace } from './targets.js';

const MILLISECONDS_PER_SECOND = 1_000;

/** There is traffic to speak of, so that a share is more than single requests. */
const busy = ({ read, thresholds, view }: AlertContext) =>
  above(sumBy(grouping(view), read(gatewayRequests)), thresholds.minimumRequestsPerSecond);

/** What everybody's requests go through. */
export const gatewayAlerts: readonly Alert[] = [
  {
    name: 'ArksGatewayDown',
    severity: 'critical',
    signals: [targetUp],
    surfaces: ['gateway', 'envoy'],
    expression: (context) => {
      const surfaces = (['gateway', 'envoy'] as const).filter((surface) => context.enabled(surface));
      const [first, ...rest] = surfaces.map((surface) => nothingUp(context, surface));
      if (first === undefined) throw new Error('the surface gateway or envoy must be enabled');
      return firstOf(first, ...rest);
    },
    labels: toldByJob('gateway', 'envoy'),
    for: '5m',
    summary: () => `nothing of ${label('job')} answers`,
    description:
      'Without Envoy no request arrives; without the plugin Envoy refuses every one of them. Look first whether the pods ' +
      'run, then whether Prometheus finds them.',
    dashboard: 'arks-gateway',
    variables: [],
  },
  {
    name: 'ArksGatewayErrorRatioHigh',
    severity: 'critical',
    signals: [gatewayErrorRatio, gatewayRequests],
    surfaces: ['envoy'],
    expression: (context) =>
      and(
        above(context.read(gatewayErrorRatio), context.thresholds.gatewayErrorRatio),
        busy(context),
        grouping(context.view),
      ),
    labels: toldIn('envoy'),
    for: '5m',
    keepFiringFor: '5m',
    summary: (t) =>
      `${PERCENT} of requests at the gateway end in a 5xx or break off, limit ${percent(t.gatewayErrorRatio)}`,
    description:
      'Look first whether answers break off after a 200, then whether applications or the gateway made the 5xx: one client with an ' +
      'unknown API token gets 500s and can do this alone, and so can Redis when it is away. The runbook has the queries.',
    dashboard: 'arks-gateway',
    variables: [],
  },
  {
    name: 'ArksGatewayLatencyHigh',
    severity: 'warning',
    signals: [gatewayLatency.buckets, gatewayRequests],
    surfaces: ['envoy'],
    expression: (context) =>
      and(
        dividedBy(
          above(
            histogramQuantile(0.95, context.read(gatewayLatency.buckets)),
            context.thresholds.gatewayP95Milliseconds,
          ),
          MILLISECONDS_PER_SECOND,
        ),
        busy(context),
        grouping(context.view),
      ),
    labels: toldIn('envoy'),
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) =>
      `p95 latency at the gateway is ${DURATION}, limit ${seconds(t.gatewayP95Milliseconds / MILLISECONDS_PER_SECOND)}, whole streams included, cut ones not`,
    description:
      'Where no route sets a timeout, Envoy cuts answers at 15 s and nothing longer is in this number: look first at answers that ' +
      'the route timeout cuts, then whether the engines are as slow; if not, at active requests and at the plugin.',
    dashboard: 'arks-gateway',
    variables: [],
  },
  {
    name: 'ArksGatewayAnswersCut',
    severity: 'warning',
    signals: [gatewayUpstreamTimeouts],
    surfaces: ['envoy'],
    // However few requests there are: a single cut leaves the window before this has lasted.
    expression: ({ read, thresholds }) => above(read(gatewayUpstreamTimeouts), thresholds.routeTimeoutRatio),
    for: '10m',
    keepFiringFor: '5m',
    summary: (t) =>
      `the route timeout cuts ${PERCENT} of the answers of ${label('namespace')}/${label('model')}, limit ${percent(t.routeTimeoutRatio)}`,
    description:
      'Arks sets no timeout, so that Envoy cuts every answer at 15 s: a stream in the middle, after a 200, any other with a 504. ' +
      'Look first which timeout the route has; the runbook says how to set one.',
    dashboard: 'arks-gateway',
    variables: ['namespace', 'model'],
  },
  {
    name: 'ArksGatewayUpstreamUnhealthy',
    severity: 'critical',
    signals: [gatewayUpstreamHealthyRatio, gatewayUpstreamHosts, gatewayUpstreamHostsHealthy],
    surfaces: ['envoy'],
    // Over five minutes: a host that is taken out comes back after 30 s or more and may go again.
    expression: ({ matchers, thresholds }) =>
      below(
        avgOverTime(gatewayUpstreamHealthyRatio.record, '5m', matchers(gatewayUpstreamHealthyRatio)),
        thresholds.upstreamHealthyRatio,
      ),
    for: '5m',
    keepFiringFor: '5m',
    summary: (t) =>
      `${PERCENT} of the hosts behind ${label('namespace')}/${label('model')} are healthy, limit ${percent(t.upstreamHealthyRatio)}`,
    description:
      'Envoy takes a host out after three errors in a row, for 30 s times the number of times that it did, so a host that is well ' +
      'again may stay out for minutes. Below half of the hosts it asks all of them. Look first at the errors of the application ' +
      'behind the model, or whether it has hosts at all.',
    dashboard: 'arks-gateway',
    variables: ['namespace', 'model'],
  },
  {
    name: 'ArksGatewayExtProcFailing',
    severity: 'critical',
    signals: [gatewayExternalProcessingFailures, gatewayRequests],
    surfaces: ['envoy'],
    expression: (context) =>
      and(
        above(context.read(gatewayExternalProcessingFailures), context.thresholds.externalProcessingFailureRatio),
        busy(context),
        grouping(context.view),
      ),
    labels: toldIn('gateway'),
    for: '5m',
    keepFiringFor: '5m',
    summary: (t) =>
      `${PERCENT} of requests fail at the gateway plugin, limit ${percent(t.externalProcessingFailureRatio)}`,
    description:
      'Envoy refuses a request that the plugin does not answer within 5 s. Look first at the log of the plugin, at its ' +
      'restarts, and whether Redis answers.',
    dashboard: 'arks-gateway',
    variables: [],
  },
  {
    name: 'ArksGatewayPluginRestarting',
    severity: 'critical',
    signals: [pluginRestarts],
    surfaces: ['gateway'],
    // Of one pod: a rollout brings new pods, and a node that restarts all of them restarts each once.
    // Not in the namespaces of tenants: the plugin stands in its own.
    expression: (context) =>
      above(
        pluginRestarts.query({ ...context.view, matchers: [ownNamespace(context, 'gateway')] }),
        context.thresholds.pluginRestarts,
      ),
    for: '1m',
    summary: (t) =>
      `the gateway plugin in ${label('namespace')}/${label('pod')} restarted ${VALUE} times within ${RESTARTS_WINDOW}, limit ${t.pluginRestarts}`,
    description:
      'Each restart cuts the streams that the plugin holds, whoever they belong to; Envoy has counted them as 2xx by then. ' +
      'Look first at the last lines of the container before it, and whether it was killed for its memory.',
    dashboard: 'arks-gateway',
    variables: [],
  },
  {
    name: 'ArksGatewayRequestsTooLarge',
    severity: 'warning',
    signals: [requestsTooLarge],
    surfaces: ['envoy'],
    expression: ({ read, thresholds }) => above(read(requestsTooLarge), thresholds.tooLargeRequestsPerSecond),
    labels: toldIn('envoy'),
    for: '15m',
    summary: (t) =>
      `the gateway refuses ${RATE} requests per second for their length, limit ${t.tooLargeRequestsPerSecond}`,
    description:
      'Their bodies are over the buffer limit of Envoy, which is 32 KiB where no ClientTrafficPolicy says another. Look ' +
      'first whether a policy targets the Gateway by its right name.',
    dashboard: 'arks-gateway',
    variables: [],
  },
];
