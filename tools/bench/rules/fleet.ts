import {
  type DiscoverablePod,
  type DiscoverableService,
  endpointTargets,
  type FileTarget,
  fileTargets,
} from '@arks-monitoring/simulator/operator/discovery.js';

/** What an exposition of a kind is served from, and how many replicas of an application there are. */
export interface FleetShape {
  readonly replicas: number;
  readonly replicasPerApplication: number;
  /** Kinds of engines; applications take them in turn. */
  readonly kinds: readonly string[];
}

/** A replica of the fleet and the path that it is served under. */
interface Replica extends DiscoverablePod {
  readonly path: string;
}

const PORT = 8080;

/** Targets of a fleet as discovery by endpoints would find them, each with a path of its own. */
export function fleetTargets(address: string, shape: FleetShape): readonly FileTarget[] {
  const { replicas, replicasPerApplication } = shape;
  const [ip = '', port] = address.split(':');
  return Array.from({ length: Math.ceil(replicas / replicasPerApplication) }, (_, number) => number).flatMap((number) =>
    fileTargets(
      endpointTargets([service(number)], replicasOf(number, shape), () => ({ ip, port: Number(port) })).map(
        ({ labels, ...target }) => ({ ...target, labels: { ...labels, __metrics_path__: target.pod.path } }),
      ),
    ),
  );
}

function replicasOf(number: number, { replicas, replicasPerApplication, kinds }: FleetShape): readonly Replica[] {
  const first = number * replicasPerApplication;
  return Array.from({ length: Math.min(replicasPerApplication, replicas - first) }, (_, offset) => ({
    name: `app-${number}-${first + offset}`,
    namespace: namespaceOf(number),
    labels: { 'arks.ai/application': `app-${number}` },
    containers: [{ name: 'leader', ports: [{ number: PORT }] }],
    controller: { kind: 'StatefulSet', name: `app-${number}` },
    path: `/${kinds[number % kinds.length] ?? ''}/${first + offset}`,
  }));
}

function service(number: number): DiscoverableService {
  return {
    name: `arks-application-app-${number}`,
    namespace: namespaceOf(number),
    labels: { 'prometheus-discovery': 'true', 'managed-by': 'arks' },
    selector: { 'arks.ai/application': `app-${number}` },
    ports: [{ name: 'http', number: PORT }],
  };
}

function namespaceOf(number: number): string {
  return `tenant-${number % 7}`;
}
