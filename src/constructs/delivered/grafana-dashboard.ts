import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { GrafanaDashboard } from '../../../imports/grafana.js';
import { importedBy } from '../../objects/grafana-import.js';
import { type Delivered, type DeliverySettings, dashboardMetadata, folderOf } from './dashboard.js';

/** Adds a dashboard as grafana-operator puts it into a Grafana by its older API, which knows classic JSON alone. */
export function addGrafanaDashboard(scope: Construct, environment: DeliverySettings, dashboard: Delivered): ApiObject {
  const { id, name, json, folder = folderOf(environment) } = dashboard;
  const { format, operator } = environment.grafana.dashboards;
  // A folder of the newer API is no object that could be named.
  const place = format === 'v2' ? { folderUID: folder.name } : { folderRef: operator.folderRef ?? folder.name };
  return new GrafanaDashboard(scope, id, {
    metadata: dashboardMetadata(environment, name),
    spec: { ...importedBy(environment), ...place, json },
  });
}
