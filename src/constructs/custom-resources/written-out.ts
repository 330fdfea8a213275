import { ApiObject, JsonPatch } from 'cdk8s';
import type { ConfigMap, Deployment, Service } from 'cdk8s-plus-27';
import type { Environment } from '../../config/environment.js';
import { canonicalCpu, canonicalMemory } from '../../config/quantity.js';

const POD = '/spec/template/spec';
const CONTAINER = `${POD}/containers/0`;
/** Who the container runs as, at the pod and at the container. */
const USERS = [POD, CONTAINER].flatMap((of) => ['runAsUser', 'runAsGroup'].map((id) => `${of}/securityContext/${id}`));

/** Fields that cdk8s-plus leaves to the API server, with the values it would fill in: what is applied is what was reviewed. */
const DEPLOYMENT_FIELDS: Readonly<Record<string, unknown>> = {
  '/spec/revisionHistoryLimit': 10,
  '/spec/template/spec/schedulerName': 'default-scheduler',
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

type Settings = Environment['surfaces']['customResources'];

/**
 * Writes out what a Deployment of ours would get by default, quantities as the API server writes them, and drops all capabilities.
 * But for the deprecated `serviceAccount`: it would keep the old name where Kustomize gives the account another.
 */
export function writeOutDeployment(deployment: Deployment, settings: Settings): void {
  const { resources, runAsUser } = settings;
  const fields = {
    ...DEPLOYMENT_FIELDS,
    ...placedBy(settings),
    ...securedBy(settings),
    // cdk8s-plus writes 1000m where the API server writes 1.
    [`${CONTAINER}/resources`]: { limits: canonical(resources.limits), requests: canonical(resources.requests) },
  };
  edit(ApiObject.of(deployment), fields, [...DEPLOYMENT_NOISE, ...(runAsUser === 'assigned' ? USERS : [])]);
}

/** What cdk8s-plus has other words for, or none; nothing where nothing is set, as an API server leaves it. */
function placedBy({ nodeSelector, tolerations, affinity, priorityClassName, imagePullSecrets }: Settings) {
  const fields = {
    nodeSelector,
    tolerations,
    affinity: affinity ?? {},
    imagePullSecrets: imagePullSecrets.map((name) => ({ name })),
  };
  const said = Object.entries(fields).filter(([, value]) => Object.keys(value).length > 0);
  return Object.fromEntries([
    ...said.map(([name, value]) => [`${POD}/${name}`, value]),
    ...(priorityClassName === undefined ? [] : [[`${POD}/priorityClassName`, priorityClassName]]),
  ]);
}

/** What is said of the security of its pod beside its user; its container has what no setting changes. */
function securedBy({ securityContext }: Settings) {
  const { fsGroup, supplementalGroups, seccompProfile, seLinuxOptions } = securityContext;
  const said = {
    seccompProfile,
    ...(fsGroup === undefined ? {} : { fsGroup }),
    ...(supplementalGroups.length === 0 ? {} : { supplementalGroups }),
    ...(Object.keys(seLinuxOptions).length === 0 ? {} : { seLinuxOptions }),
  };
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [`${POD}/securityContext/${name}`, value]));
}

/** Writes out what a Service of ours would get by default, IP families aside: those are the cluster's. */
export function writeOutService(service: Service): void {
  edit(ApiObject.of(service), SERVICE_FIELDS, SERVICE_NOISE);
}

/** Leaves out of a ConfigMap that it is not immutable, which goes without saying. */
export function writeOutConfigMap(configMap: ConfigMap): void {
  edit(ApiObject.of(configMap), {}, ['/immutable']);
}

/** Quantities as cdk8s-plus has them when patches come, which is before it writes them as text. */
function canonical({ cpu, memory }: Settings['resources']['limits']) {
  return { cpu: { value: canonicalCpu(cpu) }, memory: { value: canonicalMemory(memory) } };
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
