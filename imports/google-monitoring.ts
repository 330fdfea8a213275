import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';

const API_VERSION = 'monitoring.googleapis.com/v1';

/*
 * What of these kinds is used here, as Managed Service for Prometheus defines them (GoogleCloudPlatform/prometheus-engine:
 * charts/operator/crds/monitoring.googleapis.com_podmonitorings.yaml at 00f28d4e, the same of ClusterPodMonitorings beside the label
 * `namespace`), without what its operator refuses in spite of the definition (pkg/operator/apis/monitoring/v1/pod_config.go at
 * 01e7efc8, convertRelabelingRule). A field that is not here is refused, since an API server refuses what a definition does not have.
 * No package publishes them.
 */
const PROTECTED: readonly string[] = [
  ...['project_id', 'location', 'cluster', 'namespace', 'job', 'instance', '__address__'],
  ...['top_level_controller', 'top_level_controller_type'],
];
const LONGEST_REGEX = 10_000;
const MOST_RULES = 250;
const MOST_LABELS = 100;

const label = z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/);
const freeLabel = label.refine((name) => !PROTECTED.includes(name), {
  error: `must not be one of ${PROTECTED.join(', ')}, which the collector writes`,
});
const ACTIONS = ['replace', 'keep', 'drop', 'labeldrop'] as const;

const rule = z
  .strictObject({
    action: z
      .enum([...ACTIONS, 'lowercase', 'uppercase', 'keepequal', 'labelmap'])
      .refine((action) => ACTIONS.some((one) => one === action), { error: `must be one of ${ACTIONS.join(', ')}` }),
    sourceLabels: z.array(label).max(MOST_LABELS).exactOptional(),
    separator: z.string().exactOptional(),
    regex: z.string().max(LONGEST_REGEX).exactOptional(),
    targetLabel: freeLabel.exactOptional(),
    replacement: z.string().exactOptional(),
  })
  .refine(({ action, targetLabel }) => action !== 'replace' || targetLabel !== undefined, 'must have a targetLabel')
  .refine(({ action, regex }) => action !== 'labeldrop' || (regex !== undefined && !PROTECTED.some(matchedBy(regex))), {
    error: `must not drop one of ${PROTECTED.join(', ')}, which the collector writes`,
  });

const duration = z.string().regex(/^(0|(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$/);
const requirement = z.strictObject({
  key: z.string(),
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
  values: z.array(z.string()).min(1).exactOptional(),
});
const ofSecret = z.strictObject({ name: z.string(), key: z.string() });
const endpoint = z.strictObject({
  port: z.union([z.int().positive(), z.string().min(1).max(253)]),
  path: z.string(),
  scheme: z.enum(['http', 'https']),
  interval: duration,
  timeout: duration,
  proxyUrl: z.string().max(2000).exactOptional(),
  authorization: z
    .strictObject({
      type: z.string().refine((type) => type.toLowerCase() !== 'basic'),
      credentials: z.strictObject({ secret: ofSecret }),
    })
    .exactOptional(),
  tls: z
    .strictObject({
      insecureSkipVerify: z.boolean(),
      serverName: z.string().exactOptional(),
      ca: z.strictObject({ secret: ofSecret }).exactOptional(),
    })
    .exactOptional(),
  metricRelabeling: z.array(rule).max(MOST_RULES),
});
const limits = z.strictObject({
  samples: z.int().positive(),
  labels: z.int().positive(),
  labelNameLength: z.int().positive(),
  labelValueLength: z.int().positive(),
});

const specOf = <Metadata extends z.ZodType>(metadata: Metadata) =>
  z.strictObject({
    selector: z.strictObject({
      matchLabels: z.record(z.string(), z.string()).exactOptional(),
      matchExpressions: z.array(requirement).exactOptional(),
    }),
    filterRunning: z.boolean(),
    endpoints: z.array(endpoint).min(1).max(10),
    targetLabels: z.strictObject({
      metadata: z.array(metadata),
      fromPod: z.array(z.strictObject({ from: z.string(), to: freeLabel })).max(MOST_LABELS),
    }),
    limits,
  });
const podMonitoringSpec = specOf(z.enum(['container', 'node', 'pod']));
const clusterPodMonitoringSpec = specOf(z.enum(['container', 'namespace', 'node', 'pod']));

export type GooglePodMonitoringSpec = z.input<typeof clusterPodMonitoringSpec>;

/** Schemas of these kinds; an object without its `spec`, or of another apiVersion, does not fit. */
export const googleMonitoringSchemas = {
  PodMonitoring: z.strictObject({
    apiVersion: z.literal(API_VERSION),
    kind: z.literal('PodMonitoring'),
    metadata: z.object({ name: z.string(), namespace: z.string() }),
    spec: podMonitoringSpec,
  }),
  ClusterPodMonitoring: z.strictObject({
    apiVersion: z.literal(API_VERSION),
    kind: z.literal('ClusterPodMonitoring'),
    metadata: z.object({ name: z.string(), namespace: z.undefined().optional() }),
    spec: clusterPodMonitoringSpec,
  }),
} as const;

interface Props {
  readonly metadata: ApiObjectMetadata;
  readonly spec: GooglePodMonitoringSpec;
}

/** Pods of one namespace that Managed Service for Prometheus scrapes. */
export class PodMonitoring extends ApiObject {
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'PodMonitoring', ...props });
  }
}

/** Pods of every namespace that Managed Service for Prometheus scrapes. It belongs to no namespace. */
export class ClusterPodMonitoring extends ApiObject {
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'ClusterPodMonitoring', ...props });
  }
}

function matchedBy(regex: string): (text: string) => boolean {
  return (text) => new RegExp(`^(?:${regex})$`).test(text);
}
