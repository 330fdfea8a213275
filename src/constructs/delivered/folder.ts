import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { GrafanaFolder, GrafanaManifest } from '../../../imports/grafana.js';
import { importedBy } from '../../objects/grafana-import.js';
import { type DeliverySettings, type Folder, folderMetadata } from './dashboard.js';

/** What Grafana 13 serves. */
const FOLDERS = 'folder.grafana.app/v1';

/**
 * Adds a folder as grafana-operator makes it. Dashboards in the v2 schema name theirs by its uid, which is then said: that of a
 * GrafanaFolder cannot be changed once it is there.
 */
export function addFolder(scope: Construct, environment: DeliverySettings, { title, name }: Folder): ApiObject {
  const id = `${name}-folder`;
  if (environment.grafana.dashboards.format === 'classic') {
    const metadata = folderMetadata(environment, name);
    return new GrafanaFolder(scope, id, { metadata, spec: { ...importedBy(environment), title } });
  }
  return new GrafanaManifest(scope, id, {
    metadata: folderMetadata(environment, id),
    spec: {
      ...importedBy(environment),
      template: { apiVersion: FOLDERS, kind: 'Folder', metadata: { name }, spec: { title } },
    },
  });
}
