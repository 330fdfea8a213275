import { sanitized } from '../operator/scrape-config.js';

/** A target as file_sd takes it. */
interface Target {
  readonly targets: readonly [string];
  readonly labels: Readonly<Record<string, string>>;
}

/** What an exposition of a kind is served from, and how many replicas of an application there are. */
export interface FleetShape {
  readonly replicas: number;
  readonly replicasPerApplication: number;
  /** Kinds of engines; applications take them in turn. */
  readonly kinds: readonly string[];
}

const META = '__meta_kubernetes';

/** Targets of a fleet as discovery by endpoints would find them, each with a path of its own. */
export function fleetTargets(
  address: string,
  { replicas, replicasPerApplication, kinds }: FleetShape,
): readonly Target[] {
  return Array.from({ length: replicas }, (_, index) => {
    const number = Math.floor(index / replicasPerApplication);
    const application = `app-${number}`;
    const kind = kinds[number % kinds.length] ?? '';
    const serviceLabels = { 'prometheus-discovery': 'true', 'managed-by': 'arks' };
    return {
      targets: [address] as const,
      labels: {
        __metrics_path__: `/${kind}/${index}`,
        [`${META}_namespace`]: `tenant-${number % 7}`,
        [`${META}_service_name`]: `arks-application-${application}`,
        ...prefixed('service', serviceLabels),
        [`${META}_endpoint_port_name`]: 'http',
        [`${META}_endpoint_address_target_kind`]: 'Pod',
        [`${META}_endpoint_address_target_name`]: `${application}-${index}`,
        [`${META}_pod_name`]: `${application}-${index}`,
        [`${META}_pod_container_name`]: 'leader',
        [`${META}_pod_phase`]: 'Running',
        ...prefixed('pod', { 'arks.ai/application': application }),
      },
    };
  });
}

function prefixed(kind: string, labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]) => [
      [`${META}_${kind}_label_${sanitized(key)}`, value],
      [`${META}_${kind}_labelpresent_${sanitized(key)}`, 'true'],
    ]),
  );
}
