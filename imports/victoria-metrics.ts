import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { z } from 'zod';

const API_VERSION = 'operator.victoriametrics.com/v1beta1';

/*
 * What of these kinds is used here, from api/operator/v1beta1 of VictoriaMetrics/operator (vmrule_types.go,
 * vmservicescrape_types.go, vmpodscrape_types.go, vmextra_types.go; commit 04bc75c4). No package publishes their schemas.
 * A field that is not here is refused, since the operator refuses fields that it does not know.
 */
const labels = z.record(z.string(), z.string());

const rule = z.strictObject({
  record: z.string().exactOptional(),
  alert: z.string().exactOptional(),
  expr: z.string().min(1),
  for: z.string().exactOptional(),
  keep_firing_for: z.string().exactOptional(),
  labels: labels.exactOptional(),
  annotations: labels.exactOptional(),
});

const vmRuleSpec = z.strictObject({
  groups: z.array(z.strictObject({ name: z.string(), interval: z.string().exactOptional(), rules: z.array(rule) })),
});

const relabelConfig = z.strictObject({
  action: z.enum(['replace', 'keep', 'keep_if_equal', 'drop', 'labeldrop']),
  sourceLabels: z.array(z.string()).exactOptional(),
  separator: z.string().exactOptional(),
  regex: z.string().exactOptional(),
  targetLabel: z.string().exactOptional(),
  replacement: z.string().exactOptional(),
});

const keyOf = z.strictObject({ name: z.string(), key: z.string() });

const endpoint = z.strictObject({
  port: z.string().exactOptional(),
  path: z.string(),
  scheme: z.enum(['http', 'https']),
  interval: z.string(),
  scrapeTimeout: z.string(),
  honorLabels: z.boolean(),
  honorTimestamps: z.boolean(),
  follow_redirects: z.boolean(),
  max_scrape_size: z.string(),
  authorization: z
    .strictObject({ type: z.string(), credentials: z.strictObject({ name: z.string(), key: z.string() }) })
    .exactOptional(),
  tlsConfig: z
    .strictObject({
      insecureSkipVerify: z.boolean(),
      serverName: z.string().exactOptional(),
      ca: z.strictObject({ configMap: keyOf.exactOptional(), secret: keyOf.exactOptional() }).exactOptional(),
    })
    .exactOptional(),
  relabelConfigs: z.array(relabelConfig).exactOptional(),
  metricRelabelConfigs: z.array(relabelConfig),
});

const selecting = {
  sampleLimit: z.int().positive(),
  seriesLimit: z.int().positive(),
  namespaceSelector: z
    .strictObject({
      any: z.boolean().exactOptional(),
      matchNames: z.array(z.string()).exactOptional(),
    })
    .exactOptional(),
  selector: z.strictObject({
    matchLabels: labels.exactOptional(),
    matchExpressions: z
      .array(z.strictObject({ key: z.string(), operator: z.string(), values: z.array(z.string()).exactOptional() }))
      .exactOptional(),
  }),
};

const vmServiceScrapeSpec = z.strictObject({ ...selecting, endpoints: z.array(endpoint) });
const vmPodScrapeSpec = z.strictObject({
  ...selecting,
  podMetricsEndpoints: z.array(z.strictObject({ ...endpoint.shape, filterRunning: z.boolean() })),
});

export type VmRuleSpec = z.input<typeof vmRuleSpec>;
export type VmServiceScrapeSpec = z.input<typeof vmServiceScrapeSpec>;
export type VmPodScrapeSpec = z.input<typeof vmPodScrapeSpec>;

/** Schemas of these kinds, by kind; an object without its `spec` or of another apiVersion does not fit. */
export const victoriaMetricsSchemas = {
  VMRule: kind('VMRule', vmRuleSpec),
  VMServiceScrape: kind('VMServiceScrape', vmServiceScrapeSpec),
  VMPodScrape: kind('VMPodScrape', vmPodScrapeSpec),
} as const;

interface Props<Spec> {
  readonly metadata: ApiObjectMetadata;
  readonly spec: Spec;
}

/** Rules of the VictoriaMetrics operator, which vmalert evaluates. */
export class VmRule extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<VmRuleSpec>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'VMRule', ...props });
  }
}

/** What vmagent scrapes behind Services. */
export class VmServiceScrape extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<VmServiceScrapeSpec>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'VMServiceScrape', ...props });
  }
}

/** What vmagent scrapes of Pods. */
export class VmPodScrape extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<VmPodScrapeSpec>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'VMPodScrape', ...props });
  }
}

function kind<Spec extends z.ZodType>(name: string, spec: Spec) {
  const metadata = z.object({ name: z.string(), namespace: z.string() });
  return z.strictObject({ apiVersion: z.literal(API_VERSION), kind: z.literal(name), metadata, spec });
}
