import { firstOf } from '../../promql/build.js';
import { requestsTooLarge } from '../../signals/gateway/envoy.js';
import {
  gatewayErrorRatio,
  gatewayExternalProcessingFailures,
  gatewayLatency,
  gatewayUpstreamHosts,
  gatewayUpstreamHostsHealthy,
  gatewayUpstreamTimeouts,
} from '../../signals/gateway/gateway.js';
import { pluginRestarts, RESTARTS_WINDOW } from '../../signals/gateway/restarts.js';
import { gatewayTraffic, gatewayUpstreamHealthyRatioRecent } from '../../signals/gateway/traffic.js';
import { targetUp } from '../../signals/scraping/targets.js';
import { percentile } from '../../signals/vocabulary/percentiles.js';
import type { Alert, Condition } from '../alert.js';
import { namespaceByJob, namespaceOfSurface } from '../alert-namespace.js';
import { counted, label } from '../alert-words.js';
import { noTargetUp } from './targets.js';

/** There is traffic to speak of, so that a share is more than single requests. */
const BUSY: Condition = { signal: gatewayTraffic, is: 'above', limit: 'minimumRequestsPerSecond', on: [] };

/** What everybody's requests go through. */
export const gatewayAlerts = {
  gatewayDown: {
    name: 'ArksGatewayDown',
    severity: 'critical',
    signals: [targetUp],
    surfaces: ['gateway', 'envoy'],
    expression: (context) => {
      const surfaces = (['gateway', 'envoy'] as const).filter((surface) => context.enabled(surface));
      const [first, ...rest] = surfaces.map((surface) => noTargetUp(context, surface));
      if (first === undefined) throw new Error('the surface gateway or envoy must be enabled');
      return firstOf(first, ...rest);
    },
    labels: namespaceByJob('gateway', 'envoy'),
    for: '5m',
    summary: () => `no target of ${label('job')} answers`,
    description:
      'Without Envoy no request arrives; without the plugin Envoy rejects every request. First check whether the pods are ' +
      'running, then whether Prometheus finds them.',
    dashboard: 'arks-gateway',
    panel: 'Gateway and Envoy that answer',
    variables: [],
  },
  gatewayErrorRatioHigh: {
    name: 'ArksGatewayErrorRatioHigh',
    severity: 'critical',
    surfaces: ['envoy'],
    when: { signal: gatewayErrorRatio, is: 'above', limit: 'gatewayErrorRatio' },
    while: [BUSY],
    labels: namespaceOfSurface('envoy'),
    for: '5m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) => `${value} of requests at the gateway end in a 5xx or break off, limit ${limit}`,
    description:
      'First check whether answers break off after a 200, then whether the 5xx come from applications or from the gateway. ' +
      'One client with an unknown API token gets 500s and can cause this alone; so can Redis when it does not answer. The ' +
      'runbook has the queries.',
    dashboard: 'arks-gateway',
    panel: 'Server error ratio over time',
    variables: [],
  },
  gatewayLatencyHigh: {
    name: 'ArksGatewayLatencyHigh',
    severity: 'warning',
    surfaces: ['envoy'],
    when: { signal: percentile(gatewayLatency, 95), is: 'above', limit: 'gatewayP95Milliseconds' },
    while: [BUSY],
    labels: namespaceOfSurface('envoy'),
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `p95 latency at the gateway is ${value}, limit ${limit} (whole streams count, answers that were cut do not)`,
    description:
      'First check whether the route timeout cuts answers: where no route sets one, Envoy cuts at 15 s and this number ' +
      'contains nothing longer. Then check whether the engines are just as slow; if they are not, check active requests and ' +
      'the plugin.',
    dashboard: 'arks-gateway',
    panel: 'Latency',
    variables: [],
  },
  gatewayAnswersCut: {
    name: 'ArksGatewayAnswersCut',
    severity: 'warning',
    surfaces: ['envoy'],
    // However few requests there are: a single cut leaves the window before this has lasted.
    when: { signal: gatewayUpstreamTimeouts, is: 'above', limit: 'routeTimeoutRatio' },
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `the route timeout cuts ${value} of the answers of ${label('namespace')}/${label('model')}, limit ${limit}`,
    description:
      'Arks sets no route timeout, so Envoy cuts every answer at 15 s: a stream in the middle, after a 200, and any other ' +
      'answer with a 504. First check which timeout the route has; the runbook says how to set one.',
    dashboard: 'arks-gateway',
    panel: 'Answers cut by the route timeout',
    variables: ['namespace', 'model'],
  },
  gatewayUpstreamUnhealthy: {
    name: 'ArksGatewayUpstreamUnhealthy',
    severity: 'critical',
    signals: [gatewayUpstreamHosts, gatewayUpstreamHostsHealthy],
    surfaces: ['envoy'],
    // Over five minutes: a host that is taken out comes back after 30 s or more and may go again.
    when: { signal: gatewayUpstreamHealthyRatioRecent, is: 'below', limit: 'upstreamHealthyRatio' },
    for: '5m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `${value} of the hosts behind ${label('namespace')}/${label('model')} are healthy, limit ${limit}`,
    description:
      'Envoy ejects a host after three consecutive errors, for 30 s times the number of its ejections, so a host that has ' +
      'recovered may stay out for minutes. When fewer than half of the hosts are healthy, Envoy sends requests to all of ' +
      'them. First check the errors of the application behind the model, and whether it has hosts at all.',
    dashboard: 'arks-gateway',
    panel: 'Healthy hosts by model',
    variables: ['namespace', 'model'],
  },
  gatewayExtProcFailing: {
    name: 'ArksGatewayExtProcFailing',
    severity: 'critical',
    surfaces: ['envoy'],
    when: { signal: gatewayExternalProcessingFailures, is: 'above', limit: 'externalProcessingFailureRatio' },
    while: [BUSY],
    labels: namespaceOfSurface('gateway'),
    for: '5m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) => `${value} of requests fail at the gateway plugin, limit ${limit}`,
    description:
      'Envoy rejects a request that the plugin does not answer within 5 s. First check the log of the plugin, its restarts, ' +
      'and whether Redis answers.',
    dashboard: 'arks-gateway',
    panel: 'Plugin failures over time',
    variables: [],
  },
  gatewayPluginRestarting: {
    name: 'ArksGatewayPluginRestarting',
    severity: 'critical',
    surfaces: ['gateway'],
    // Of one pod: a rollout brings new pods, and a node that restarts all of them restarts each once.
    // Not in the namespaces of tenants: the plugin stands in its own.
    when: { signal: pluginRestarts, is: 'above', limit: 'pluginRestarts', at: 'gateway' },
    for: '1m',
    summary: ({ value, limit }) =>
      `the gateway plugin in ${label('namespace')}/${label('pod')} restarted ${counted('time', 'times', value)} within ${RESTARTS_WINDOW}, limit ${limit}`,
    description:
      'Each restart cuts every stream that the plugin holds, whoever it belongs to; Envoy has counted them as 2xx by then. ' +
      'First check the last log lines before the restart and whether the container was OOM-killed.',
    dashboard: 'arks-gateway',
    panel: 'Plugin restarts',
    variables: [],
  },
  gatewayRequestsTooLarge: {
    name: 'ArksGatewayRequestsTooLarge',
    severity: 'warning',
    surfaces: ['envoy'],
    when: { signal: requestsTooLarge, is: 'above', limit: 'tooLargeRequestsPerSecond' },
    labels: namespaceOfSurface('envoy'),
    for: '15m',
    summary: ({ value, limit }) =>
      `the gateway rejects ${value} requests per second because they are too large, limit ${limit}`,
    description:
      'Their bodies exceed the buffer limit of Envoy, which is 32 KiB unless a ClientTrafficPolicy sets another. First check whether the policy targets the Gateway by its correct name.',
    dashboard: 'arks-gateway',
    panel: 'Requests too large',
    variables: [],
  },
} as const satisfies Readonly<Record<string, Alert>>;
