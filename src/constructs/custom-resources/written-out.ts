import { ApiObject, JsonPatch } from 'cdk8s';
import type { Deployment, Service } from 'cdk8s-plus-27';

const CONTAINER = '/spec/template/spec/containers/0';

/** Fields that cdk8s-plus leaves to the API server, with the values it would fill in: what is applied is what was reviewed. */
const DEPLOYMENT_FIELDS: Readonly<Record<string, unknown>> = {
  '/spec/revisionHistoryLimit': 10,
  '/spec/template/spec/schedulerName': 'default-scheduler',
  '/spec/template/spec/securityContext/seccompProfile': { type: 'RuntimeDefault' },
  '/spec/template/spec/volumes/0/configMap/defaultMode': 0o644,
  [`${CONTAINER}/terminationMessagePath`]: '/dev/termination-log',
  [`${CONTAINER}/terminationMessagePolicy`]: 'File',
  // cdk8s-plus has no word for all capabilities.
  [`${CONTAINER}/securityContext/capabilities`]: { drop: ['ALL'] },
  ...probeFields('livenessProbe'),
  ...probeFields('readinessProbe'),
};

const SERVICE_FIELDS: Readonly<Record<string, unknown>> = {
  '/spec/internalTrafficPolicy': 'Cluster',
  '/spec/sessionAffinity': 'None',
};

/** Writes out what a Deployment of ours would get by default, and drops all capabilities. */
export function writeOutDeployment(deployment: Deployment): void {
  addFields(ApiObject.of(deployment), DEPLOYMENT_FIELDS);
}

/** Writes out what a Service of ours would get by default, IP families aside: those are the cluster's. */
export function writeOutService(service: Service): void {
  addFields(ApiObject.of(service), SERVICE_FIELDS);
}

function probeFields(probe: string): Record<string, unknown> {
  return {
    [`${CONTAINER}/${probe}/periodSeconds`]: 10,
    [`${CONTAINER}/${probe}/successThreshold`]: 1,
    [`${CONTAINER}/${probe}/failureThreshold`]: 3,
  };
}

function addFields(object: ApiObject, fields: Readonly<Record<string, unknown>>): void {
  object.addJsonPatch(...Object.entries(fields).map(([path, value]) => JsonPatch.add(path, value)));
}
