import { ApiObject, JsonPatch } from 'cdk8s';
import type { ConfigMap, Deployment, Service } from 'cdk8s-plus-27';

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

/** Left out: what says nothing, and a label that cdk8s-plus derives from the construct's path. */
const DEPLOYMENT_NOISE = [
  '/spec/minReadySeconds',
  '/spec/template/metadata/labels/cdk8s.io~1metadata.addr',
  '/spec/template/spec/hostNetwork',
  // cdk8s turns its own spelling into setHostnameAsFQDN after the patches.
  '/spec/template/spec/setHostnameAsFqdn',
];

const SERVICE_FIELDS: Readonly<Record<string, unknown>> = {
  '/spec/internalTrafficPolicy': 'Cluster',
  '/spec/sessionAffinity': 'None',
};

const SERVICE_NOISE = ['/spec/externalIPs'];

/** Writes out what a Deployment of ours would get by default, and drops all capabilities. */
export function writeOutDeployment(deployment: Deployment, account: string): void {
  // The deprecated name of serviceAccountName, which the API server fills in with the same.
  const fields = { ...DEPLOYMENT_FIELDS, '/spec/template/spec/serviceAccount': account };
  edit(ApiObject.of(deployment), fields, DEPLOYMENT_NOISE);
}

/** Writes out what a Service of ours would get by default, IP families aside: those are the cluster's. */
export function writeOutService(service: Service): void {
  edit(ApiObject.of(service), SERVICE_FIELDS, SERVICE_NOISE);
}

/** Leaves out of a ConfigMap that it is not immutable, which goes without saying. */
export function writeOutConfigMap(configMap: ConfigMap): void {
  edit(ApiObject.of(configMap), {}, ['/immutable']);
}

function probeFields(probe: string): Record<string, unknown> {
  return {
    [`${CONTAINER}/${probe}/periodSeconds`]: 10,
    [`${CONTAINER}/${probe}/successThreshold`]: 1,
    [`${CONTAINER}/${probe}/failureThreshold`]: 3,
  };
}

function edit(object: ApiObject, fields: Readonly<Record<string, unknown>>, noise: readonly string[]): void {
  object.addJsonPatch(
    ...Object.entries(fields).map(([path, value]) => JsonPatch.add(path, value)),
    ...noise.map((path) => JsonPatch.remove(path)),
  );
}
