import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';

const API_VERSION = 'monitoring.googleapis.com/v1';

/*
 * ClusterRules as Managed Service for Prometheus defines them (GoogleCloudPlatform/prometheus-engine: charts/operator/crds/
 * monitoring.googleapis.com_clusterrules.yaml at 0e306f1b, and the bounds of pkg/operator/apis/monitoring/v1/rules_types.go at
 * 088a068a). Its operator refuses a rule that sets the label `cluster`, `location` or `project_id` itself (rules_config.go, scope).
 * No package publishes them.
 */
const OWN_LABELS: readonly string[] = ['project_id', 'location', 'cluster'];
const labels = z.record(z.string(), z.string());

const rule = z
  .strictObject({
    record: z
      .string()
      .regex(/^[a-zA-Z0-9$\-_.+!*'(),%:]+$/)
      .exactOptional(),
    alert: z.string().exactOptional(),
    expr: z.string().min(1),
    for: z.string().exactOptional(),
    labels: labels
      .refine((own) => !OWN_LABELS.some((label) => Object.hasOwn(own, label)), {
        error: `must not set ${OWN_LABELS.join(', ')}`,
      })
      .exactOptional(),
    annotations: labels.exactOptional(),
  })
  .refine(({ record, alert }) => (record === undefined) !== (alert === undefined), 'must either record or alert')
  .refine(
    ({ annotations, alert }) => annotations === undefined || alert !== undefined,
    'has annotations, and no alert',
  );

const clusterRulesSpec = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), interval: z.string(), rules: z.array(rule).min(1) })),
});

export type ClusterRulesSpec = z.input<typeof clusterRulesSpec>;

/** Schemas of these kinds; an object without its `spec`, of another apiVersion or with a namespace does not fit. */
export const googleSchemas = {
  ClusterRules: z.strictObject({
    apiVersion: z.literal(API_VERSION),
    kind: z.literal('ClusterRules'),
    metadata: z.object({ name: z.string(), namespace: z.undefined().optional() }),
    spec: clusterRulesSpec,
  }),
} as const;

interface Props {
  readonly metadata: ApiObjectMetadata;
  readonly spec: ClusterRulesSpec;
}

/** Rules over all series of one GKE cluster, which Managed Service for Prometheus evaluates. They belong to no namespace. */
export class ClusterRules extends ApiObject {
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'ClusterRules', ...props });
  }
}
