import { sanitized } from '../../tools/operator/scrape-config.js';
import type { Pod, Port, Service } from '../fixtures/arks-cluster.js';

/** A target as file_sd takes it, with the labels that Kubernetes discovery would give it. */
export interface DiscoveredTarget {
  readonly targets: readonly [string];
  readonly labels: Readonly<Record<string, string>>;
}

/** Where a pod can be reached: its address, and the one port that answers there in the test. */
export interface Place {
  readonly ip: string;
  readonly port: number;
}

const META = '__meta_kubernetes';

/** What discovery by endpoints finds: one target per Service, endpoint address and port. */
export function endpointTargets(services: readonly Service[], pods: readonly Pod[], placeOf: (pod: Pod) => Place) {
  return services.flatMap((service) =>
    pods
      .filter((pod) => selects(service, pod))
      .flatMap((pod) =>
        service.ports.map(
          (port): DiscoveredTarget => ({
            targets: [address(placeOf(pod))],
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
          }),
        ),
      ),
  );
}

/** What discovery by pods finds: one target per declared port, and one for a container that declares none. */
export function podTargets(pods: readonly Pod[], placeOf: (pod: Pod) => Place) {
  return pods.flatMap((pod) =>
    pod.containers.flatMap(({ name, ports }) => {
      const declared: readonly (Port | undefined)[] = ports.length > 0 ? ports : [undefined];
      return declared.map(
        (port): DiscoveredTarget => ({
          targets: [address(placeOf(pod))],
          labels: {
            [`${META}_namespace`]: pod.namespace,
            ...podLabels(pod, placeOf(pod)),
            [`${META}_pod_container_name`]: name,
            ...portLabels(port),
          },
        }),
      );
    }),
  );
}

function selects({ namespace, selector }: Service, pod: Pod): boolean {
  return pod.namespace === namespace && Object.entries(selector).every(([key, value]) => pod.labels[key] === value);
}

function podLabels(pod: Pod, { ip }: Place) {
  return {
    [`${META}_pod_name`]: pod.name,
    [`${META}_pod_ip`]: ip,
    [`${META}_pod_phase`]: pod.phase ?? 'Running',
    ...labelsOf('pod', pod.labels),
  };
}

/** The container whose declared port the endpoint leads to; none where no container declares it. */
function containerLabels(pod: Pod, number: number): Record<string, string> {
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

function address({ ip, port }: Place): string {
  return `${ip}:${port}`;
}
