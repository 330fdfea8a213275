import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { ConfigMap } from '../../../imports/kubernetes.js';
import { type Delivered, type DeliverySettings, dashboardMetadata, folderOf } from './dashboard.js';

/** Adds a dashboard as the sidecar of Grafana's Helm chart finds it. */
export function addConfigMap(scope: Construct, environment: DeliverySettings, dashboard: Delivered): ApiObject {
  const { id, name, json, folder = folderOf(environment) } = dashboard;
  const { sidecar } = environment.grafana.dashboards;
  const metadata = dashboardMetadata(environment, name);
  return new ConfigMap(scope, id, {
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...sidecar.labels },
      annotations: { ...metadata.annotations, [sidecar.folderAnnotation]: folder.title },
    },
    data: { [`${name}.json`]: json },
  });
}
