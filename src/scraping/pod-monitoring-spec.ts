import type { RelabelRule } from './relabeling.js';

/** What pods must have, or must not have, among their labels. */
export type LabelRequirement =
  | { readonly key: string; readonly operator: 'In' | 'NotIn'; readonly values: string[] }
  | { readonly key: string; readonly operator: 'Exists' | 'DoesNotExist' };

/** A label of pods, and the label of the target that it becomes. */
export interface FromPod {
  readonly from: string;
  readonly to: string;
}

/** What Google's collector needs to know of a surface: it finds pods by their labels, and relabels no target. */
export interface FoundAsPod {
  readonly selector: { readonly matchLabels?: Record<string, string>; readonly matchExpressions?: LabelRequirement[] };
  /** Of a container, by its name; or by its number, whether or not a container declares it. */
  readonly port: string | number;
  readonly fromPod: readonly FromPod[];
  /** What the samples say that no label of the pod does. */
  readonly labelling?: readonly RelabelRule[];
}

/** A PodMonitoring, or a ClusterPodMonitoring, as data. */
export interface PodMonitoringSpec {
  readonly selector: FoundAsPod['selector'];
  readonly filterRunning: boolean;
  readonly endpoints: {
    readonly port: string | number;
    readonly path: string;
    readonly scheme: 'http' | 'https';
    readonly interval: string;
    readonly timeout: string;
    readonly proxyUrl?: string;
    readonly authorization?: { type: string; credentials: { secret: { name: string; key: string } } };
    readonly tls?: { insecureSkipVerify: boolean; serverName?: string; ca?: { secret: { name: string; key: string } } };
    readonly metricRelabeling: RelabelRule[];
  }[];
  readonly targetLabels: { readonly metadata: ('namespace' | 'pod')[]; readonly fromPod: FromPod[] };
  readonly limits: {
    readonly samples: number;
    readonly labels: number;
    readonly labelNameLength: number;
    readonly labelValueLength: number;
  };
}

/** A PodMonitoring, and where it stands; without a namespace one of the whole cluster. */
export interface PlacedPodMonitoring {
  readonly name: string;
  readonly namespace?: string;
  readonly spec: PodMonitoringSpec;
}
