import type { IApplication } from '@kubernetes-models/argo-cd/argoproj.io/v1alpha1/Application';
import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';

export type ApplicationSpec = IApplication['spec'];

interface Props {
  readonly metadata: ApiObjectMetadata;
  readonly spec: ApplicationSpec;
}

/** An Application of Argo CD, typed by its published schema. */
export class Application extends ApiObject {
  constructor(scope: Construct, id: string, props: Props) {
    super(scope, id, { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', ...props });
  }
}
