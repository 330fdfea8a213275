import { Duration } from 'cdk8s';
import type { ContainerProps, Volume } from 'cdk8s-plus-27';
import type { Environment } from '../../config/environment.js';
import { METRICS_PORT } from '../../scraping/surfaces/custom-resources.js';
import { plus } from './plus.js';

/** Of a platform that assigns one, none is written in the end; cdk8s-plus wants one all the same. */
const ASSIGNED = 65_534;
export const VOLUME = 'config';
/** Where kube-state-metrics says how it is itself; only the readiness probe asks. */
const TELEMETRY_PORT = { name: 'telemetry', number: 8081 } as const;
const CONFIG_FOLDER = '/etc/arks-custom-resources';
const NAMESPACES = '--namespaces=';
/** Linux starts no program with a longer one: MAX_ARG_STRLEN is 32 pages of 4 KiB, and a zero byte ends it. */
const MOST_ARGUMENT_BYTES = 32 * 4_096 - 1;
const PROBE_TIMES = { initialDelaySeconds: Duration.seconds(5), timeoutSeconds: Duration.seconds(5) };

/** The user that cdk8s-plus is told. */
export function userOf({ runAsUser }: Environment['surfaces']['customResources']): number {
  return runAsUser === 'assigned' ? ASSIGNED : runAsUser;
}

/** The container of a kube-state-metrics that reads custom resources only, with nothing it could write to. */
export function stateContainer(
  environment: Pick<Environment, 'surfaces' | 'tenants'>,
  {
    configFile,
    volume,
    shard,
  }: { readonly configFile: string; readonly volume: Volume; readonly shard: number | undefined },
): ContainerProps {
  const { customResources } = environment.surfaces;
  const user = userOf(customResources);
  const { ImagePullPolicy, Probe, Protocol } = plus();
  return {
    name: 'kube-state-metrics',
    image: customResources.image,
    imagePullPolicy: ImagePullPolicy.IF_NOT_PRESENT,
    args: serverArguments(environment, configFile, shard),
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

function serverArguments(
  { tenants, surfaces }: Pick<Environment, 'tenants' | 'surfaces'>,
  configFile: string,
  shard: number | undefined,
): string[] {
  const { shards, extraArgs } = surfaces.customResources;
  return [
    '--custom-resource-state-only=true',
    `--custom-resource-state-config-file=${CONFIG_FOLDER}/${configFile}`,
    `--port=${METRICS_PORT.number}`,
    `--telemetry-port=${TELEMETRY_PORT.number}`,
    ...(tenants.namespaces === 'all' ? [] : namespaceArguments([...tenants.namespaces].sort())),
    // It keeps the objects whose UID falls to it (pkg/sharding of kube-state-metrics 2.20.0), and lists all.
    ...(shard === undefined ? [] : [`--shard=${shard}`, `--total-shards=${shards}`]),
    ...extraArgs,
  ];
}

/** One argument for as many as fit into it: kube-state-metrics adds up what it is given several times. */
function namespaceArguments(namespaces: readonly string[]): string[] {
  const [first = '', ...others] = namespaces;
  const full: string[] = [];
  let last = `${NAMESPACES}${first}`;
  for (const namespace of others) {
    if (last.length + 1 + namespace.length > MOST_ARGUMENT_BYTES) {
      full.push(last);
      last = `${NAMESPACES}${namespace}`;
    } else {
      last += `,${namespace}`;
    }
  }
  return [...full, last];
}
