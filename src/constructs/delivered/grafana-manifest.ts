import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { GrafanaManifest } from '../../../imports/grafana.js';
import { boardOf } from '../../dashboards/formats/board.js';
import { withoutNulls } from '../../dashboards/formats/v2/nulls.js';
import { v2Resource } from '../../dashboards/formats/v2/resource.js';
import { importedBy } from '../../objects/grafana-import.js';
import { type Delivered, type DeliverySettings, dashboardMetadata, folderOf } from './dashboard.js';

/** Where Grafana keeps which folder a resource is in, by its uid. */
const FOLDER = 'grafana.app/folder';

/** Adds a dashboard in the v2 schema as grafana-operator puts it into a Grafana by the API that has it. */
export function addGrafanaManifest(scope: Construct, environment: DeliverySettings, dashboard: Delivered): ApiObject {
  const { id, name, json, folder = folderOf(environment) } = dashboard;
  const { metadata, spec, ...kind } = v2Resource(boardOf(json));
  return new GrafanaManifest(scope, id, {
    metadata: dashboardMetadata(environment, name),
    spec: {
      ...importedBy(environment),
      template: {
        ...kind,
        metadata: { ...metadata, annotations: { [FOLDER]: folder.name } },
        spec: withoutNulls(spec),
      },
    },
  });
}
