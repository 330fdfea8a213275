import type { IGrafanaDashboard } from '@kubernetes-models/grafana-operator/grafana.integreatly.org/v1beta1/GrafanaDashboard';
import type { IGrafanaFolder } from '@kubernetes-models/grafana-operator/grafana.integreatly.org/v1beta1/GrafanaFolder';
import type { IGrafanaManifest } from '@kubernetes-models/grafana-operator/grafana.integreatly.org/v1beta1/GrafanaManifest';
import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';

const API_VERSION = 'grafana.integreatly.org/v1beta1';

interface Props<Spec> {
  readonly metadata: ApiObjectMetadata;
  readonly spec: Spec;
}

/** A dashboard of grafana-operator, typed by its published schema. */
export class GrafanaDashboard extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<IGrafanaDashboard['spec']>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'GrafanaDashboard', ...props });
  }
}

/** A folder of grafana-operator, typed by its published schema. */
export class GrafanaFolder extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<IGrafanaFolder['spec']>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'GrafanaFolder', ...props });
  }
}

/** A resource of Grafana's own API, which grafana-operator applies there, typed by its published schema. */
export class GrafanaManifest extends ApiObject {
  constructor(scope: Construct, id: string, props: Props<IGrafanaManifest['spec']>) {
    super(scope, id, { apiVersion: API_VERSION, kind: 'GrafanaManifest', ...props });
  }
}
