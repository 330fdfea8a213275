import { sanitized } from './scrape-config.js';

/** A container port as a pod declares it. */
interface Port {
  readonly name?: string;
  readonly number: number;
}

/** A container of a pod, as discovery reads it. */
export interface DiscoverableContainer {
  readonly name: string;
  readonly ports: readonly Port[];
}

/** The owner of a pod that made it and makes it anew. */
export interface Controller {
  readonly kind: string;
  readonly name: string;
}

/** What discovery reads of a pod. */
export interface DiscoverablePod {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly containers: readonly DiscoverableContainer[];
  /** None unless said. Discovery finds their ports, too, whether they have ended long ago or not. */
  readonly initContainers?: readonly DiscoverableContainer[];
  /** Running unless said. */
  readonly phase?: string;
  /** None unless said: somebody made the pod by hand. */
  readonly controller?: Controller;
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
    containersOf(pod).flatMap(({ container, init }) => {
      const { ports } = container;
      const declared: readonly (Port | undefined)[] = ports.length > 0 ? ports : [undefined];
      return declared.map((port) => ({
        pod,
        address: address(placeOf(pod), port?.number),
        labels: {
          [`${META}_namespace`]: pod.namespace,
          ...podLabels(pod, placeOf(pod)),
          [`${META}_pod_container_name`]: container.name,
          [`${META}_pod_container_id`]: `containerd://${pod.namespace}/${pod.name}/${container.name}`,
          [`${META}_pod_container_init`]: String(init),
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
    ...controllerLabels(pod.controller),
    ...labelsOf('pod', pod.labels),
  };
}

function controllerLabels(controller: Controller | undefined): Record<string, string> {
  if (controller === undefined) return {};
  return {
    [`${META}_pod_controller_kind`]: controller.kind,
    [`${META}_pod_controller_name`]: controller.name,
  };
}

/** Containers in the order of discovery, which takes those that run before those that prepare (discovery/kubernetes/pod.go of 3.16). */
function containersOf({ containers, initContainers = [] }: DiscoverablePod) {
  return [
    ...containers.map((container) => ({ container, init: false })),
    ...initContainers.map((container) => ({ container, init: true })),
  ];
}

/**
 * The container whose declared port the endpoint leads to, the last of several (discovery/kubernetes/endpoints.go of 3.16); none
 * where no container declares it.
 */
function containerLabels(pod: DiscoverablePod, number: number): Record<string, string> {
  const declares = ({ container }: { readonly container: DiscoverableContainer }) =>
    container.ports.some((port) => port.number === number);
  const found = containersOf(pod).filter(declares).at(-1);
  if (found === undefined) return {};
  return {
    [`${META}_pod_container_name`]: found.container.name,
    [`${META}_pod_container_init`]: String(found.init),
    ...portLabels(found.container.ports.find((port) => port.number === number)),
  };
}

function portLabels(port: Port | undefined): Record<string, string> {
  if (port === undefined) return {};
  return {
    [`${META}_pod_container_port_number`]: String(port.number),
    [`${META}_pod_container_port_protocol`]: 'TCP',
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
