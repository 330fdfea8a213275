import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { boardOf } from '../../dashboards/formats/board.js';
import { v2Resource } from '../../dashboards/formats/v2/resource.js';
import { inOrder, jsonText } from '../../dashboards/json-text.js';
import { writeSyncOptions } from '../sync.js';
import { addConfigMap } from './config-map.js';
import type { Delivered, DeliverySettings } from './dashboard.js';
import { addGrafanaDashboard } from './grafana-dashboard.js';
import { addGrafanaManifest } from './grafana-manifest.js';

type Add = (scope: Construct, environment: DeliverySettings, dashboard: Delivered) => ApiObject;
type Settings = DeliverySettings['grafana']['dashboards'];

/** How each format is brought into a Grafana. */
const WAYS: Readonly<Record<Settings['format'], Readonly<Record<Settings['delivery'], Add>>>> = {
  classic: { sidecar: addConfigMap, operator: addGrafanaDashboard },
  v2: { sidecar: addV2ConfigMap, operator: addGrafanaManifest },
};

/** Adds a dashboard in the form that Grafana takes it in this environment. */
export function addDelivered(scope: Construct, environment: DeliverySettings, dashboard: Delivered): void {
  const { format, delivery } = environment.grafana.dashboards;
  const add = WAYS[dashboard.isOfOthers === true ? 'classic' : format][delivery];
  writeSyncOptions(add(scope, environment, dashboard));
}

/** A file of a resource must name no folder, since the sidecar says in which it lies. */
function addV2ConfigMap(scope: Construct, environment: DeliverySettings, dashboard: Delivered): ApiObject {
  const json = jsonText(inOrder(v2Resource(boardOf(dashboard.json))));
  return addConfigMap(scope, environment, { ...dashboard, json });
}
