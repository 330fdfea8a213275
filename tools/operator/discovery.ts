import { sanitized } from './scrape-config.js';

/** A container port as a pod declares it. */
interface Port {
  readonly name?: string;
  readonly number: number;
}

/** What discovery reads of a pod. */
export interface DiscoverablePod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly { readonly name: string; readonly ports: readonly Port[] }[];
  /** Running unless said. */
  readonly phase?: string;
}

/** What discovery reads of a Service. */
export interface DiscoverableService {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly (Port & { readonly name: string })[];
}

/** Where a pod can be reached: its address, and the one port that answers there where it is not the declared one. */
export interface Place {
  readonly ip: string;
  readonly port?: number;
}

/** A target with the labels that Kubernetes discovery would give it, and the pod behind it. */
export interface DiscoveredTarget<Pod extends DiscoverablePod> {
  readonly pod: Pod;
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A target as file_sd takes it. */
export interface FileTarget {
  readonly targets: readonly [string];
  readonly labels: Readonly<Record<string, string>>;
}

const META = '__meta_kubernetes';

/** What discovery by endpoints finds: one target per Service, endpoint address and port of the Service. */
export function endpointTargets<Pod extends DiscoverablePod>(
  services: readonly DiscoverableService[],
  pods: readonly Pod[],
  placeOf: (pod: Pod) => Place,
): readonly DiscoveredTarget<Pod>[] {
  return services.flatMap((service) =>
    pods
      .filter((pod) => selects(service, pod))
      .flatMap((pod) =>
        service.ports.map((port) => ({
          pod,
          address: address(placeOf(pod), port.number),
          labels: {
            [`${META}_namespace`]: service.namespace,
            [`${META}_service_name`]: service.name,
            ...labelsOf('service', service.labels),
            [`${META}_endpoint_port_name`]: port.name,
            [`${META}_endpoint_address_target_kind`]: 'Pod',
            [`${META}_endpoint_address_target_name`]: pod.name,
            ...podLabels(pod, placeOf(pod)),
            ...containerLabels(pod, port.number),
          },
        })),
      ),
  );
}

/** What discovery by pods finds: one target per declared port, and one for a container that declares none. */
export function podTargets<Pod extends DiscoverablePod>(
  pods: readonly Pod[],
  placeOf: (pod: Pod) => Place,
): readonly DiscoveredTarget<Pod>[] {
  return pods.flatMap((pod) =>
    pod.containers.flatMap(({ name, ports }) => {
      const declared: readonly (Port | undefined)[] = ports.length > 0 ? ports : [undefined];
      return declared.map((port) => ({
        pod,
        address: address(placeOf(pod), port?.number),
        labels: {
          [`${META}_namespace`]: pod.namespace,
          ...podLabels(pod, placeOf(pod)),
          [`${META}_pod_container_name`]: name,
          ...portLabels(port),
        },
      }));
    }),
  );
}

/** Discovered targets as a file that a real Prometheus finds them in. */
export function fileTargets(targets: readonly DiscoveredTarget<DiscoverablePod>[]): readonly FileTarget[] {
  return targets.map(({ address, labels }) => ({ targets: [address], labels }));
}

function selects({ namespace, selector }: DiscoverableService, pod: DiscoverablePod): boolean {
  return pod.namespace === namespace && Object.entries(selector).every(([key, value]) => pod.labels[key] === value);
}

function podLabels(pod: DiscoverablePod, { ip }: Place) {
  return {
    [`${META}_pod_name`]: pod.name,
    [`${META}_pod_ip`]: ip,
    [`${META}_pod_phase`]: pod.phase ?? 'Running',
    ...labelsOf('pod', pod.labels),
  };
}

/** The container whose declared port the endpoint leads to; none where no container declares it. */
function containerLabels(pod: DiscoverablePod, number: number): Record<string, string> {
  const container = pod.containers.find(({ ports }) => ports.some((port) => port.number === number));
  if (container === undefined) return {};
  return {
    [`${META}_pod_container_name`]: container.name,
    ...portLabels(container.ports.find((port) => port.number === number)),
  };
}

function portLabels(port: Port | undefined): Record<string, string> {
  if (port === undefined) return {};
  return {
    [`${META}_pod_container_port_number`]: String(port.number),
    ...(port.name === undefined ? {} : { [`${META}_pod_container_port_name`]: port.name }),
  };
}

function labelsOf(kind: string, labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]) => [
      [`${META}_${kind}_label_${sanitized(key)}`, value],
      [`${META}_${kind}_labelpresent_${sanitized(key)}`, 'true'],
    ]),
  );
}

/** A container without ports is found at its bare address. */
function address({ ip, port }: Place, declared: number | undefined): string {
  const host = ip.includes(':') ? `[${ip}]` : ip;
  const number = port ?? declared;
  return number === undefined ? host : `${host}:${number}`;
}
