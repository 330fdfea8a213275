import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import type { IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import type { IServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import type { IAlertmanagerConfig } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1alpha1/AlertmanagerConfig';
import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';

const GROUP = 'monitoring.coreos.com';
const API_VERSION = `${GROUP}/v1`;

export type ServiceMonitorSpec = IServiceMonitor['spec'];
export type PodMonitorSpec = IPodMonitor['spec'];
export type PrometheusRuleSpec = IPrometheusRule['spec'];
export type AlertmanagerConfigSpec = NonNullable<IAlertmanagerConfig['spec']>;

interface Props<Spec> {
  readonly metadata: ApiObjectMetadata;
  readonly spec: Spec;
}

/** A ServiceMonitor of the Prometheus Operator, typed by its published schema. */
export class ServiceMonitor extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<ServiceMonitorSpec>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'ServiceMonitor', ...props });
  }
}

/** A PodMonitor of the Prometheus Operator, typed by its published schema. */
export class PodMonitor extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<PodMonitorSpec>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'PodMonitor', ...props });
  }
}

/** A PrometheusRule of the Prometheus Operator, typed by its published schema. */
export class PrometheusRule extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<PrometheusRuleSpec>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'PrometheusRule', ...props });
  }
}

interface AlertmanagerConfigProps extends Props<AlertmanagerConfigSpec> {
  readonly version: 'v1alpha1' | 'v1beta1';
}

/** An AlertmanagerConfig of the Prometheus Operator; its two versions spell alike what is written here. */
export class AlertmanagerConfig extends ApiObject {
  constructor(scope: Construct, id: string, { version, ...props }: AlertmanagerConfigProps) {
    super(scope, id, { apiVersion: `${GROUP}/${version}`, kind: 'AlertmanagerConfig', ...props });
  }
}
