import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';

const API_VERSION = 'azmonitoring.coreos.com/v1';

/*
 * What of these kinds is used here, from the definitions that the metrics add-on of Azure Monitor installs
 * (Azure/prometheus-collector, otelcollector/deploy/addon-chart/azure-monitor-metrics-addon/templates:
 * ama-metrics-podmonitor-crd.yaml at 07cb9756, ama-metrics-servicemonitor-crd.yaml at d4d48f56 and 1643b3b8). They spell the fields of
 * the Prometheus Operator; the older of them knows neither `bodySizeLimit` nor `keepDroppedTargets`. No package publishes them.
 * A field that is not here is refused, since an API server refuses fields that a definition does not have.
 */
const relabeling = z.strictObject({
  action: z.enum(['replace', 'keep', 'keepequal', 'drop', 'labeldrop']),
  sourceLabels: z.array(z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/)).exactOptional(),
  separator: z.string().exactOptional(),
  regex: z.string().exactOptional(),
  targetLabel: z.string().exactOptional(),
  replacement: z.string().exactOptional(),
});

const duration = z.string().regex(/^(0|(([0-9]+)d)?(([0-9]+)h)?(([0-9]+)m)?(([0-9]+)s)?(([0-9]+)ms)?)$/);

const endpoint = z.strictObject({
  port: z.string().exactOptional(),
  path: z.string(),
  scheme: z.enum(['http', 'https']),
  interval: duration,
  scrapeTimeout: duration,
  honorLabels: z.boolean(),
  honorTimestamps: z.boolean(),
  followRedirects: z.boolean(),
  enableHttp2: z.boolean(),
  filterRunning: z.boolean(),
  authorization: z
    .strictObject({ type: z.string(), credentials: z.strictObject({ name: z.string(), key: z.string() }) })
    .exactOptional(),
  tlsConfig: z.strictObject({ insecureSkipVerify: z.boolean() }).exactOptional(),
  relabelings: z.array(relabeling).exactOptional(),
  metricRelabelings: z.array(relabeling),
});

const selecting = {
  sampleLimit: z.int().positive(),
  labelLimit: z.int().positive(),
  labelNameLengthLimit: z.int().positive(),
  labelValueLengthLimit: z.int().positive(),
  targetLimit: z.int().positive().exactOptional(),
  namespaceSelector: z
    .strictObject({
      any: z.boolean().exactOptional(),
      matchNames: z.array(z.string()).exactOptional(),
    })
    .exactOptional(),
  selector: z.strictObject({
    matchLabels: z.record(z.string(), z.string()).exactOptional(),
    matchExpressions: z
      .array(z.strictObject({ key: z.string(), operator: z.string(), values: z.array(z.string()).exactOptional() }))
      .exactOptional(),
  }),
};

const serviceMonitorSpec = z.strictObject({ ...selecting, endpoints: z.array(endpoint) });
const podMonitorSpec = z.strictObject({ ...selecting, podMetricsEndpoints: z.array(endpoint) });

export type AzureServiceMonitorSpec = z.input<typeof serviceMonitorSpec>;
export type AzurePodMonitorSpec = z.input<typeof podMonitorSpec>;

/** Schemas of these kinds; an object without its `spec` or of another apiVersion does not fit. */
export const azureSchemas = {
  ServiceMonitor: kind('ServiceMonitor', serviceMonitorSpec),
  PodMonitor: kind('PodMonitor', podMonitorSpec),
} as const;

interface Props<Spec> {
  readonly metadata: ApiObjectMetadata;
  readonly spec: Spec;
}

/** What the metrics add-on of Azure Monitor scrapes behind Services. */
export class AzureServiceMonitor extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<AzureServiceMonitorSpec>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'ServiceMonitor', ...props });
  }
}

/** What the metrics add-on of Azure Monitor scrapes of Pods. */
export class AzurePodMonitor extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<AzurePodMonitorSpec>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'PodMonitor', ...props });
  }
}

function kind<Spec extends z.ZodType>(name: string, spec: Spec) {
  const metadata = z.object({ name: z.string(), namespace: z.string() });
  return z.strictObject({ apiVersion: z.literal(API_VERSION), kind: z.literal(name), metadata, spec });
}
