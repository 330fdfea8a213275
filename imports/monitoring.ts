import type { IPodMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PodMonitor';
import type { IPrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import type { IServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';

const API_VERSION = 'monitoring.coreos.com/v1';

export type ServiceMonitorSpec = IServiceMonitor['spec'];
export type PodMonitorSpec = IPodMonitor['spec'];
export type PrometheusRuleSpec = IPrometheusRule['spec'];

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
