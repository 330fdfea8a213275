/** The install of Arks that Envoy is configured for. */
export const NAMESPACE = 'tenant-a';

/** A route to an ArksEndpoint. */
export interface Route {
  /** Name of the ArksEndpoint, which is the model asked for. */
  readonly model: string;
  readonly engines: readonly number[];
  /** As an HTTPRoute or a BackendTrafficPolicy would set it; Envoy's own default unless said. */
  readonly timeout?: string;
  /** Whether requests of it go through the plugin. */
  readonly processed: boolean;
}

/** Ports of one Envoy. */
export interface EnvoyPorts {
  readonly traffic: number;
  readonly metrics: number;
  readonly admin: number;
  readonly processor: number;
}

const PLUGIN = 'envoyextensionpolicy/arks-operator-system/gateway-plugins-extension-policy/0';
const PLUGIN_HOST = 'arks-gateway-plugins.arks-operator-system:50052';
const FILTER = `envoy.filters.http.ext_proc/${PLUGIN}`;
const TYPE = 'type.googleapis.com/envoy.extensions';
const HTTP_OPTIONS = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';
/** Envoy Gateway v1.2.8 gives every connection this much. */
const BUFFER_BYTES = 32_768;

/**
 * What Envoy Gateway v1.2.8 makes of the Gateway, the HTTPRoutes and the policies of Arks e1732a9, as one static bootstrap
 * file. Its own are dynamic; stat prefixes, names of clusters, limits, filters and the listener for metrics are the same.
 */
export function envoyConfig(ports: EnvoyPorts, routes: readonly Route[]) {
  return {
    admin: { address: address(ports.admin) },
    // Histograms are told at each flush, every 5 s unless said: a bench has not that long after each request.
    stats_flush_interval: '1s',
    static_resources: {
      listeners: [traffic(ports, routes), metrics(ports)],
      clusters: [
        ...routes.map(({ model, engines }) => ({
          ...cluster(clusterOf(model), engines),
          lb_policy: 'LEAST_REQUEST',
          outlier_detection: {
            consecutive_5xx: 3,
            consecutive_gateway_failure: 3,
            interval: '30s',
            base_ejection_time: '30s',
            max_ejection_percent: 100,
          },
        })),
        {
          ...cluster(PLUGIN, [ports.processor]),
          typed_extension_protocol_options: {
            [HTTP_OPTIONS]: {
              '@type': `type.googleapis.com/${HTTP_OPTIONS}`,
              explicit_http_config: { http2_protocol_options: {} },
            },
          },
        },
        cluster('prometheus_stats', [ports.admin]),
      ],
    },
  };
}

/** How Envoy Gateway calls the upstream cluster of a route. */
export function clusterOf(model: string): string {
  return `httproute/${NAMESPACE}/${model}/rule/0`;
}

function traffic(ports: EnvoyPorts, routes: readonly Route[]) {
  const virtualHost = {
    name: 'arks-operator-system/arks-eg/http/*',
    domains: ['*'],
    routes: routes.map(({ model, timeout, processed }) => ({
      name: clusterOf(model),
      match: { prefix: '/', headers: [{ name: 'model', string_match: { exact: model } }] },
      route: { cluster: clusterOf(model), ...(timeout === undefined ? {} : { timeout }) },
      ...(processed
        ? {
            typed_per_filter_config: {
              [FILTER]: { '@type': `${TYPE}.filters.http.ext_proc.v3.ExtProcPerRoute`, overrides: {} },
            },
          }
        : {}),
    })),
  };
  const processor = {
    name: FILTER,
    disabled: true,
    typed_config: {
      '@type': `${TYPE}.filters.http.ext_proc.v3.ExternalProcessor`,
      grpc_service: { envoy_grpc: { cluster_name: PLUGIN, authority: PLUGIN_HOST }, timeout: '10s' },
      message_timeout: '5s',
      processing_mode: {
        request_header_mode: 'SEND',
        request_body_mode: 'BUFFERED',
        request_trailer_mode: 'SKIP',
        response_header_mode: 'SEND',
        response_body_mode: 'STREAMED',
        response_trailer_mode: 'SKIP',
      },
    },
  };
  return listener('arks-operator-system/arks-eg/http', ports.traffic, 'http-10080', virtualHost, [processor]);
}

function metrics(ports: EnvoyPorts) {
  const virtualHost = {
    name: 'prometheus_stats',
    domains: ['*'],
    routes: [{ match: { prefix: '/stats/prometheus' }, route: { cluster: 'prometheus_stats' } }],
  };
  return listener('envoy-gateway-proxy-ready', ports.metrics, 'eg-ready-http', virtualHost, []);
}

function listener(name: string, port: number, prefix: string, virtualHost: object, filters: readonly object[]) {
  const router = {
    name: 'envoy.filters.http.router',
    typed_config: { '@type': `${TYPE}.filters.http.router.v3.Router` },
  };
  return {
    name,
    address: address(port),
    per_connection_buffer_limit_bytes: BUFFER_BYTES,
    filter_chains: [
      {
        filters: [
          {
            name: 'envoy.filters.network.http_connection_manager',
            typed_config: {
              '@type': `${TYPE}.filters.network.http_connection_manager.v3.HttpConnectionManager`,
              stat_prefix: prefix,
              route_config: { name, virtual_hosts: [virtualHost] },
              http_filters: [...filters, router],
            },
          },
        ],
      },
    ],
  };
}

function cluster(name: string, ports: readonly number[]) {
  return {
    name,
    connect_timeout: '10s',
    type: 'STATIC',
    per_connection_buffer_limit_bytes: BUFFER_BYTES,
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: ports.map((port) => ({ endpoint: { address: address(port) } })) }],
    },
  };
}

function address(port: number) {
  return { socket_address: { address: '127.0.0.1', port_value: port } };
}
