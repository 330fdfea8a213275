import type { ApiObjectMetadata } from 'cdk8s';
import type { Environment } from '../../config/environment.js';
import { NOT_FOR_FLUX } from '../../objects/flux.js';
import { namespacedMetadata } from '../../objects/metadata.js';

const COMPONENT = 'dashboards';

/** What objects of dashboards say of an environment. */
export type DeliverySettings = Pick<Environment, 'grafana' | 'monitoring'>;

/** A dashboard as an object carries it. */
export interface Delivered {
  readonly id: string;
  readonly name: string;
  /** Classic JSON, of which any other format is made. */
  readonly json: string;
  /** The folder that it is put into; that of the other dashboards unless it says so. */
  readonly folder?: Folder;
  /** Somebody else wrote it: whatever the format of ours, it stays as it is. */
  readonly isOfOthers?: true;
}

/** A folder of Grafana: its title, and the object that makes it for grafana-operator, whose name is its uid where one is said. */
export interface Folder {
  readonly title: string;
  readonly name: string;
}

/** The folder of all but runbooks. */
export function folderOf({ grafana }: Pick<Environment, 'grafana'>): Folder {
  return { title: grafana.dashboards.folder, name: 'arks' };
}

/** The folder of runbooks. */
export function runbooksFolderOf({ grafana }: Pick<Environment, 'grafana'>): Folder {
  return { title: grafana.dashboards.runbooks.folder, name: 'arks-runbooks' };
}

/** Metadata of an object of Grafana, which may look in another namespace than Prometheus does. */
export function folderMetadata(environment: DeliverySettings, name: string): ApiObjectMetadata {
  const { namespace = environment.monitoring.namespace } = environment.grafana.dashboards;
  return { ...namespacedMetadata({ environment, component: COMPONENT, name }), namespace };
}

/** The same of a dashboard, in which variables of Grafana stand. */
export function dashboardMetadata(environment: DeliverySettings, name: string): ApiObjectMetadata {
  const metadata = folderMetadata(environment, name);
  return { ...metadata, annotations: { ...metadata.annotations, ...NOT_FOR_FLUX } };
}
