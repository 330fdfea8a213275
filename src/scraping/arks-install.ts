/** Where the parts of an install live, as the environment says. */
export interface Places {
  readonly tenantNamespace: string;
  readonly arksNamespace: string;
  readonly gatewayName: string;
  readonly gatewayNamespace: string;
  readonly envoyNamespace: string;
}

export interface ServiceShape {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly string[];
}

export interface PodShape {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Ports that the containers declare; a name is often missing. */
  readonly ports: readonly { readonly name?: string; readonly number: number }[];
}

const APPLICATION = 'chat';
const DISAGGREGATED = 'reason';
const LEADER = { 'arks.ai/work-load-role': 'leader' };
const ofApplication = (name: string, model: string) => ({ 'arks.ai/application': name, 'arks.ai/model': model });

/** The Services and Pods of a small Arks install that answer for metrics (scitix/arks e1732a9, Envoy Gateway v1.2.8). */
export function arksInstall(places: Places): {
  readonly services: readonly ServiceShape[];
  readonly pods: readonly PodShape[];
} {
  const inTenant = { namespace: places.tenantNamespace };
  const role = (name: string) => ({
    ...ofApplication(DISAGGREGATED, 'deepseek-r1'),
    'arks.ai/disaggregation-role': name,
  });
  return {
    services: [
      {
        ...inTenant,
        name: `arks-application-${APPLICATION}`,
        labels: { 'prometheus-discovery': 'true', 'managed-by': 'arks' },
        selector: { 'arks.ai/application': APPLICATION, ...LEADER },
        ports: ['http'],
      },
      {
        ...inTenant,
        name: `arks-application-${DISAGGREGATED}`,
        labels: ofApplication(DISAGGREGATED, 'deepseek-r1'),
        selector: { 'arks.ai/application': DISAGGREGATED, 'arks.ai/disaggregation-role': 'router' },
        ports: ['http'],
      },
      {
        name: 'arks-gateway-plugins',
        namespace: places.arksNamespace,
        labels: { app: 'arks-gateway-plugins' },
        selector: { app: 'arks-gateway-plugins' },
        ports: ['grpc', 'http', 'metrics'],
      },
      {
        name: 'arks-operator-controller-manager-metrics-service',
        namespace: places.arksNamespace,
        labels: { 'control-plane': 'controller-manager', 'app.kubernetes.io/name': 'arks-operator' },
        selector: { 'control-plane': 'controller-manager', 'app.kubernetes.io/name': 'arks-operator' },
        ports: ['https'],
      },
    ],
    pods: [
      {
        ...inTenant,
        name: 'chat-0-inference-0',
        labels: { ...ofApplication(APPLICATION, 'qwen-7b'), ...LEADER },
        ports: [{ number: 8080 }],
      },
      { ...inTenant, name: 'reason-0-scheduler', labels: role('router'), ports: [{ number: 8080 }] },
      { ...inTenant, name: 'reason-0-prefill-0', labels: { ...role('prefill'), ...LEADER }, ports: [{ number: 8080 }] },
      { ...inTenant, name: 'reason-0-decode-0', labels: { ...role('decode'), ...LEADER }, ports: [{ number: 8080 }] },
      {
        name: 'arks-gateway-plugins-0',
        namespace: places.arksNamespace,
        labels: { app: 'arks-gateway-plugins' },
        ports: [
          { name: 'grpc', number: 50052 },
          { name: 'http', number: 8080 },
          { name: 'metrics', number: 9110 },
        ],
      },
      {
        name: 'arks-operator-controller-manager-0',
        namespace: places.arksNamespace,
        labels: { 'control-plane': 'controller-manager', 'app.kubernetes.io/name': 'arks-operator' },
        ports: [],
      },
      {
        name: 'envoy-arks-eg',
        namespace: places.envoyNamespace,
        labels: {
          'app.kubernetes.io/name': 'envoy',
          'app.kubernetes.io/component': 'proxy',
          'gateway.envoyproxy.io/owning-gateway-name': places.gatewayName,
          'gateway.envoyproxy.io/owning-gateway-namespace': places.gatewayNamespace,
        },
        ports: [{ name: 'metrics', number: 19001 }],
      },
    ],
  };
}
