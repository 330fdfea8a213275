import { Application } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { GrafanaDashboard } from '@kubernetes-models/grafana-operator/grafana.integreatly.org/v1beta1/GrafanaDashboard';
import { GrafanaFolder } from '@kubernetes-models/grafana-operator/grafana.integreatly.org/v1beta1/GrafanaFolder';
import { GrafanaManifest } from '@kubernetes-models/grafana-operator/grafana.integreatly.org/v1beta1/GrafanaManifest';
import {
  type IPodMonitor,
  PodMonitor,
} from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import {
  type IPrometheusRule,
  PrometheusRule,
} from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import {
  type IServiceMonitor,
  ServiceMonitor,
} from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { AlertmanagerConfig as AlertmanagerConfigV1Alpha1 } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/AlertmanagerConfig';
import { AlertmanagerConfig as AlertmanagerConfigV1Beta1 } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1beta1/AlertmanagerConfig';
import { Deployment } from 'kubernetes-models/apps/v1/Deployment';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1/NetworkPolicy';
import { ClusterRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRole';
import { ClusterRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/ClusterRoleBinding';
import { RoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';
import { ConfigMap, type IConfigMap } from 'kubernetes-models/v1/ConfigMap';
import { Secret } from 'kubernetes-models/v1/Secret';
import { type IService, Service } from 'kubernetes-models/v1/Service';
import { ServiceAccount } from 'kubernetes-models/v1/ServiceAccount';
import { z } from 'zod';
import { type AzurePodMonitorSpec, type AzureServiceMonitorSpec, azureSchemas } from './azure.js';
import { googleSchemas } from './google.js';
import { type GooglePodMonitoringSpec, googleMonitoringSchemas } from './google-monitoring.js';
import { type VmPodScrapeSpec, type VmServiceScrapeSpec, victoriaMetricsSchemas } from './victoria-metrics.js';

interface Model<Data> {
  is(value: unknown): value is Data;
  new (data: Data): { validate(): void };
}

/** One thing wrong with an object against its published schema. */
export interface SchemaFinding {
  /** The fields that lead to it. */
  readonly path: readonly string[];
  /** What is allowed there. */
  readonly message: string;
}

/** What is wrong with an object against its published schema, or undefined where it is of another kind. */
type Check = (object: unknown) => readonly SchemaFinding[] | undefined;

/** Of an error of a model, what says where and what. */
const modelErrors = z.object({
  errors: z.array(
    z.object({
      instancePath: z.string(),
      message: z.string(),
      params: z.object({ allowedValues: z.array(z.unknown()).optional() }),
    }),
  ),
});

/** In this order: kinds of Azure have the names of those of the Prometheus Operator, which know their own by their group. */
const checks: readonly Check[] = [
  checkOf(ServiceMonitor),
  checkOf(PodMonitor),
  checkOf(PrometheusRule),
  checkOf(AlertmanagerConfigV1Alpha1),
  checkOf(AlertmanagerConfigV1Beta1),
  checkOf(GrafanaDashboard),
  checkOf(GrafanaFolder),
  checkOf(GrafanaManifest),
  checkOf(Deployment),
  checkOf(ClusterRole),
  checkOf(ClusterRoleBinding),
  checkOf(RoleBinding),
  checkOf(ConfigMap),
  checkOf(Secret),
  checkOf(Service),
  checkOf(ServiceAccount),
  checkOf(NetworkPolicy),
  ...Object.entries({ ...victoriaMetricsSchemas, ...googleSchemas, ...googleMonitoringSchemas, ...azureSchemas }).map(
    ([kind, schema]) => zodCheckOf(kind, schema),
  ),
  checkOf(Application),
];

/** What is wrong with a Kubernetes object according to its kind's schema; a kind without one is wrong, too. */
export function schemaFindings(object: unknown): readonly SchemaFinding[] {
  for (const check of checks) {
    const findings = check(object);
    if (findings !== undefined) return findings;
  }
  return [{ path: [], message: 'there is no schema to check this kind against; add it to imports/schemas.ts' }];
}

/** The same in words, each with its fields. */
export function schemaErrors(object: unknown): readonly string[] {
  return schemaFindings(object).map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
}

function checkOf<Data>(model: Model<Data>): Check {
  return (object) => {
    if (!model.is(object)) return undefined;
    try {
      new model(object).validate();
      return [];
    } catch (error) {
      const { data } = modelErrors.safeParse(error);
      if (data === undefined) return [{ path: [], message: String(error) }];
      return data.errors.map(({ instancePath, message, params: { allowedValues } }) => ({
        path: fieldsOf(instancePath),
        message: allowedValues === undefined ? message : `must be one of ${allowedValues.join(', ')}`,
      }));
    }
  };
}

/** The fields of a JSON pointer. */
function fieldsOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((field) => field.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function zodCheckOf(kind: string, schema: z.ZodType): Check {
  return (object) => {
    if (!isOf(kind, object)) return undefined;
    const { error } = schema.safeParse(object);
    return (error?.issues ?? []).map(({ path, message }) => ({ path: path.map(String), message }));
  };
}

/** Whether an object is of that kind, whosever it is: to learn that from a schema takes a hundred times as long. */
function isOf(kind: string, object: unknown): boolean {
  return Reflect.get(Object(object), 'kind') === kind;
}

/** What a ServiceMonitor of Azure Monitor says, or undefined where an object is of another kind. */
export function azureServiceMonitorSpec(object: unknown): AzureServiceMonitorSpec | undefined {
  return isOf('ServiceMonitor', object) ? azureSchemas.ServiceMonitor.safeParse(object).data?.spec : undefined;
}

/** What a PodMonitor of Azure Monitor says, or undefined where an object is of another kind. */
export function azurePodMonitorSpec(object: unknown): AzurePodMonitorSpec | undefined {
  return isOf('PodMonitor', object) ? azureSchemas.PodMonitor.safeParse(object).data?.spec : undefined;
}

/** What a PodMonitoring or a ClusterPodMonitoring says, or undefined where an object is of another kind. */
export function googlePodMonitoringSpec(object: unknown): GooglePodMonitoringSpec | undefined {
  const { PodMonitoring, ClusterPodMonitoring } = googleMonitoringSchemas;
  if (isOf('PodMonitoring', object)) return PodMonitoring.safeParse(object).data?.spec;
  return isOf('ClusterPodMonitoring', object) ? ClusterPodMonitoring.safeParse(object).data?.spec : undefined;
}

/** What a VMServiceScrape says, or undefined where an object is of another kind. */
export function vmServiceScrapeSpec(object: unknown): VmServiceScrapeSpec | undefined {
  return isOf('VMServiceScrape', object)
    ? victoriaMetricsSchemas.VMServiceScrape.safeParse(object).data?.spec
    : undefined;
}

/** What a VMPodScrape says, or undefined where an object is of another kind. */
export function vmPodScrapeSpec(object: unknown): VmPodScrapeSpec | undefined {
  return isOf('VMPodScrape', object) ? victoriaMetricsSchemas.VMPodScrape.safeParse(object).data?.spec : undefined;
}

/** Whether an object is a Service. */
export function isService(object: unknown): object is IService {
  return Service.is(object);
}

/** Whether an object is a ServiceMonitor. */
export function isServiceMonitor(object: unknown): object is IServiceMonitor {
  return ServiceMonitor.is(object);
}

/** Whether an object is a PodMonitor. */
export function isPodMonitor(object: unknown): object is IPodMonitor {
  return PodMonitor.is(object);
}

/** Whether an object is a ConfigMap. */
export function isConfigMap(object: unknown): object is IConfigMap {
  return ConfigMap.is(object);
}

/** Whether an object is a PrometheusRule. */
export function isPrometheusRule(object: unknown): object is IPrometheusRule {
  return PrometheusRule.is(object);
}
