import { Duration } from 'cdk8s';
import { type ContainerProps, ImagePullPolicy, Probe, Protocol, type Volume } from 'cdk8s-plus-27';
import type { Environment } from '../../config/environment.js';

/** Of a platform that assigns one, none is written in the end; cdk8s-plus wants one all the same. */
const ASSIGNED = 65_534;
export const VOLUME = 'config';
export const METRICS_PORT = { name: 'http-metrics', number: 8080 } as const;
/** Where kube-state-metrics says how it is itself; only the readiness probe asks. */
const TELEMETRY_PORT = { name: 'telemetry', number: 8081 } as const;
const CONFIG_FOLDER = '/etc/arks-custom-resources';
const PROBE_TIMES = { initialDelaySeconds: Duration.seconds(5), timeoutSeconds: Duration.seconds(5) };

/** The user that cdk8s-plus is told. */
export function userOf({ runAsUser }: Environment['surfaces']['customResources']): number {
  return runAsUser === 'assigned' ? ASSIGNED : runAsUser;
}

/** The container of a kube-state-metrics that reads custom resources only, with nothing it could write to. */
export function stateContainer(
  environment: Environment,
  { configFile, volume }: { readonly configFile: string; readonly volume: Volume },
): ContainerProps {
  const { customResources } = environment.surfaces;
  const user = userOf(customResources);
  return {
    name: 'kube-state-metrics',
    image: customResources.image,
    imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
    args: serverArguments(environment, configFile),
    ports: [METRICS_PORT, TELEMETRY_PORT].map((port) => ({ ...port, protocol: Protocol.TCP })),
    liveness: Probe.fromHttpGet('/livez', { port: METRICS_PORT.number, ...PROBE_TIMES }),
    readiness: Probe.fromHttpGet('/readyz', { port: TELEMETRY_PORT.number, ...PROBE_TIMES }),
    securityContext: {
      ensureNonRoot: true,
      user,
      group: user,
      privileged: false,
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
    },
    volumeMounts: [{ path: CONFIG_FOLDER, volume, readOnly: true }],
  };
}

function serverArguments({ tenants, surfaces }: Environment, configFile: string): string[] {
  return [
    '--custom-resource-state-only=true',
    `--custom-resource-state-config-file=${CONFIG_FOLDER}/${configFile}`,
    `--port=${METRICS_PORT.number}`,
    `--telemetry-port=${TELEMETRY_PORT.number}`,
    ...(tenants.namespaces === 'all' ? [] : [`--namespaces=${[...tenants.namespaces].sort().join(',')}`]),
    ...surfaces.customResources.extraArgs,
  ];
}
