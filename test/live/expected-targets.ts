import type { SurfaceName } from '../../src/config/surfaces.js';
import type { Pod } from '../fixtures/arks-cluster.js';

const replica = (namespace: string, pod: string, application: string, role: string) => ({
  namespace,
  pod,
  application,
  role,
  cluster: 'test-1',
});
const service = (name: string, container: string) => ({ job: name, service: name, container });

/** Every target there must be, with every label it must have but its address. */
export const targets: readonly Readonly<Record<string, string>>[] = [
  { ...replica('tenant-a', 'chat-v1-0', 'chat', 'unified'), ...service('arks-application-chat', 'leader') },
  { ...replica('tenant-a', 'chat-v0-0', 'chat', 'unified'), ...service('arks-application-chat', 'leader') },
  { ...replica('tenant-a', 'talk-new-0', 'talk', 'unified'), ...service('arks-application-talk', 'leader') },
  { ...replica('tenant-b', 'talk-g1-0', 'talk', 'unified'), ...service('arks-application-talk', 'leader') },
  { ...replica('tenant-b', 'talk-old-0', 'talk', 'unified'), ...service('arks-application-talk', 'leader') },
  { ...replica('tenant-a', 'reason-0-scheduler-7f', 'reason', 'router'), job: 'monitoring/arks-router' },
  { ...replica('tenant-b', 'legacy-router-5c', 'legacy', 'router'), job: 'monitoring/arks-router' },
  {
    ...replica('tenant-a', 'reason-0-prefill-0', 'reason', 'prefill'),
    job: 'monitoring/arks-disaggregated',
  },
  {
    ...replica('tenant-b', 'legacy-decode-0', 'legacy', 'decode'),
    job: 'monitoring/arks-disaggregated',
  },
  { ...replica('tenant-b', 'summarize-0', 'summarize', 'unified'), job: 'monitoring/arks-unmanaged-runtime' },
  ...['arks-gateway-plugins-1', 'arks-gateway-plugins-2'].map((pod) => ({
    cluster: 'test-1',
    namespace: 'arks-operator-system',
    pod,
    endpoint: 'metrics',
    ...service('arks-gateway-plugins', 'gateway'),
  })),
  {
    cluster: 'test-1',
    namespace: 'envoy-gateway-system',
    pod: 'envoy-arks-eg',
    endpoint: 'metrics',
    job: 'monitoring/arks-envoy',
  },
  {
    cluster: 'test-1',
    namespace: 'arks-operator-system',
    pod: 'arks-operator-controller-manager-0',
    endpoint: 'https',
    job: 'arks-operator-controller-manager-metrics-service',
    service: 'arks-operator-controller-manager-metrics-service',
  },
  {
    cluster: 'test-1',
    namespace: 'monitoring',
    pod: 'arks-custom-resources-6d',
    endpoint: 'http-metrics',
    ...service('arks-custom-resources', 'kube-state-metrics'),
  },
];

const surfaceByPrefix: readonly (readonly [string, SurfaceName])[] = [
  ['summarize', 'unmanagedRuntime'],
  ['reason-0-scheduler', 'router'],
  ['legacy-router', 'router'],
  ['reason-0-prefill', 'disaggregated'],
  ['legacy-decode', 'disaggregated'],
  ['arks-gateway', 'gateway'],
  ['envoy', 'envoy'],
  ['arks-operator', 'operator'],
  ['arks-custom', 'customResources'],
];

/** The surface that scrapes a pod of the fixtures. */
export function surfaceOf({ name }: Pod): SurfaceName {
  return surfaceByPrefix.find(([prefix]) => name.startsWith(prefix))?.[1] ?? 'runtime';
}
