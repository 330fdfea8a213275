import { counter, gauge, histogram } from './scenes.js';
import type { Labels, Scene } from './timeline.js';

/** Buckets of Envoy that an answer of an LLM can fall into, in milliseconds. */
const ENVOY_BUCKETS = [1_000, 5_000, 10_000, 30_000, 60_000, 300_000, 600_000];

/** What passes one Envoy; what is not said is nothing. */
export interface Traffic {
  readonly goodPerSecond?: number;
  readonly clientErrorsPerSecond?: number;
  readonly serverErrorsPerSecond?: number;
  /** Of the good ones those that broke off after their status. */
  readonly cutPerSecond?: number;
  readonly latencyMilliseconds?: number;
  readonly tooLargePerSecond?: number;
  readonly pluginFailuresPerSecond?: number;
  readonly pluginTimeoutsPerSecond?: number;
}

/** The application behind an ArksEndpoint, as one Envoy sees it. */
export interface Upstream {
  readonly namespace?: string;
  readonly model?: string;
  readonly hosts?: number;
  readonly healthy?: number;
  readonly goodPerSecond?: number;
  readonly serverErrorsPerSecond?: number;
  /** Answers that the route timeout cut: of the good ones in mid-stream, of the errors with a 504. */
  readonly streamsTimedOutPerSecond?: number;
  readonly timedOutPerSecond?: number;
  /** Connections that the application closed: of the good ones in mid-stream, of the errors with a 503. */
  readonly streamsClosedPerSecond?: number;
  readonly closedPerSecond?: number;
}

/** What the plugin has counted of one user and model. */
export interface Usage {
  readonly namespace?: string;
  readonly user?: string;
  readonly model?: string;
  /** Chunks of good answers. */
  readonly chunksPerSecond?: number;
  /** Tokens of whole answers. */
  readonly inputPerSecond?: number;
  readonly outputPerSecond?: number;
  /** Rejections by the rule that they ran into. */
  readonly limited?: Readonly<Record<string, number>>;
}

/** Traffic of an ordinary hour at one of two Envoys. */
export const ORDINARY: Traffic = {
  goodPerSecond: 7,
  clientErrorsPerSecond: 0.3,
  serverErrorsPerSecond: 0.1,
  latencyMilliseconds: 7_000,
};

/** Target labels of an Envoy. */
function envoyTarget(pod: string): Labels {
  return {
    ...{ namespace: 'envoy-gateway-system', pod, container: 'envoy', endpoint: 'metrics' },
    ...{ job: 'monitoring/arks-envoy', instance: `${pod}:19001` },
  };
}

/** Target labels of a plugin. */
function pluginTarget(pod: string): Labels {
  return {
    ...{ namespace: 'arks-operator-system', pod, container: 'gateway-plugins', service: 'arks-gateway-plugins' },
    ...{ endpoint: 'metrics', job: 'arks-gateway-plugins', instance: `${pod}:9110` },
  };
}

/** Whether an Envoy answers its scrape. */
export const envoyUp = (pod: string, up: 0 | 1): Scene => [gauge('up', envoyTarget(pod), up)];
/** Whether a plugin answers its scrape. */
export const pluginUp = (pod: string, up: 0 | 1): Scene => [gauge('up', pluginTarget(pod), up)];

/** When the process of a plugin started, unix seconds; one that restarts every minute says another time each minute. */
export const pluginStarted = (pod: string, at: number | 'again and again'): Scene => [
  at === 'again and again'
    ? { kind: 'counter', name: 'process_start_time_seconds', labels: pluginTarget(pod), perSecond: 1 }
    : gauge('process_start_time_seconds', pluginTarget(pod), at),
];

/** An Envoy, its listener and its calls to the plugin. */
export function envoy(pod: string, traffic: Traffic): Scene {
  const listener = { ...envoyTarget(pod), envoy_http_conn_manager_prefix: 'http-10080' };
  const { goodPerSecond = 0, clientErrorsPerSecond = 0, serverErrorsPerSecond = 0, latencyMilliseconds = 17 } = traffic;
  const classes = { 2: goodPerSecond, 4: clientErrorsPerSecond, 5: serverErrorsPerSecond };
  const perSecond = goodPerSecond + clientErrorsPerSecond + serverErrorsPerSecond;
  const failed = traffic.pluginFailuresPerSecond ?? 0;
  return [
    ...envoyUp(pod, 1),
    ...Object.entries(classes).map(([envoy_response_code_class, rate]) =>
      counter('envoy_http_downstream_rq_xx', { ...listener, envoy_response_code_class }, rate),
    ),
    ...withoutPoint(
      histogram('envoy_http_downstream_rq_time', listener, {
        bounds: ENVOY_BUCKETS,
        perSecond,
        value: latencyMilliseconds,
      }),
    ),
    counter('envoy_http_downstream_rq_tx_reset', listener, traffic.cutPerSecond ?? 0),
    counter('envoy_http_downstream_rq_too_large', listener, traffic.tooLargePerSecond ?? 0),
    counter('envoy_http_ext_proc_streams_started', listener, Math.max(0, perSecond - failed)),
    counter('envoy_http_ext_proc_streams_failed', listener, failed),
    counter('envoy_http_ext_proc_message_timeouts', listener, traffic.pluginTimeoutsPerSecond ?? 0),
  ];
}

/** The upstream cluster of an ArksEndpoint at one Envoy. */
export function upstream(pod: string, behind: Upstream): Scene {
  const { namespace = 'tenant-a', model = 'qwen-7b', hosts = 2, healthy = hosts } = behind;
  const envoy_cluster_name = `httproute/${namespace}/${model}/rule/0`;
  const cluster = { ...envoyTarget(pod), namespace, model, envoy_cluster_name };
  const classes = { 2: behind.goodPerSecond ?? 0, 5: behind.serverErrorsPerSecond ?? 0 };
  const {
    streamsTimedOutPerSecond = 0,
    timedOutPerSecond = 0,
    streamsClosedPerSecond = 0,
    closedPerSecond = 0,
  } = behind;
  // Envoy shows a code once it was answered, not before.
  const codes = Object.entries({ 503: closedPerSecond, 504: timedOutPerSecond }).filter(([, rate]) => rate > 0);
  return [
    gauge('envoy_cluster_membership_total', cluster, hosts),
    gauge('envoy_cluster_membership_healthy', cluster, healthy),
    ...Object.entries(classes).map(([envoy_response_code_class, rate]) =>
      counter('envoy_cluster_upstream_rq_xx', { ...cluster, envoy_response_code_class }, rate),
    ),
    ...codes.map(([envoy_response_code, rate]) =>
      counter('envoy_cluster_upstream_rq', { ...cluster, envoy_response_code }, rate),
    ),
    counter('envoy_cluster_upstream_rq_total', cluster, classes[2] + classes[5]),
    counter('envoy_cluster_upstream_rq_timeout', cluster, streamsTimedOutPerSecond + timedOutPerSecond),
    counter(
      'envoy_cluster_upstream_cx_destroy_remote_with_active_rq',
      cluster,
      streamsClosedPerSecond + closedPerSecond,
    ),
  ];
}

/** The upstream cluster of the plugin, which is nobody's model. */
export function pluginUpstream(pod: string, hosts: number, healthy: number): Scene {
  const cluster = { ...envoyTarget(pod), envoy_cluster_name: 'envoyextensionpolicy/arks-operator-system/arks/0' };
  return [
    gauge('envoy_cluster_membership_total', cluster, hosts),
    gauge('envoy_cluster_membership_healthy', cluster, healthy),
  ];
}

/** What a plugin has counted of a user, after relabeling: the tenant's namespace, and the model by its name. */
export function usage(pod: string, counted: Usage): Scene {
  const { namespace = 'tenant-a', user = 'alice', model = 'qwen-7b', limited = {} } = counted;
  const labels = { ...pluginTarget(pod), namespace, user, model };
  return [
    counter('gateway_requests_total', { ...labels, status: '200' }, counted.chunksPerSecond ?? 0),
    counter('gateway_token_usage', { ...labels, type: 'input' }, counted.inputPerSecond ?? 0),
    counter('gateway_token_usage', { ...labels, type: 'output' }, counted.outputPerSecond ?? 0),
    ...Object.entries(limited).map(([rule_type, rate]) =>
      counter('gateway_rate_limit_hits_total', { ...labels, rule_type }, rate),
    ),
  ];
}

/** The same buckets as Envoy and Go spell them: 10 where Python writes 10.0. */
export function withoutPoint(scene: Scene): Scene {
  return scene.map((sample) => {
    const { le } = sample.labels;
    return le === undefined ? sample : { ...sample, labels: { ...sample.labels, le: le.replace(/\.0$/, '') } };
  });
}
