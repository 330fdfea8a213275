import { z } from 'zod';
import { formed } from '../formed-text.js';
import { cpu, cpuMillis, memory, memoryMebibytes } from '../quantity.js';
import { whenValid } from '../when-valid.js';

const IMAGE = /^[\w.-]+(:\d+)?(\/[\w.-]+)+(?=[:@])(:[\w.-]+)?(@sha256:[0-9a-f]{64})?$/;
/** The index of all architectures, as public manifests of many clusters and the imageID of their pods have it. */
const KUBE_STATE_METRICS =
  'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0' +
  '@sha256:42cfe3723a5f058171c627537fb57a3ea0f26e4380fa18555a95cb1a1b4cfc5b';
/** The first with the paths that the probes ask, and of which the configuration is known to be read as it is meant. */
const OLDEST_STATE_METRICS = { major: 2, minor: 13 } as const;
const TAG_VERSION = /:v?(\d+)\.(\d+)[^:/]*(?:@|$)/;

/** A tag that is no version may be anything; one that is must not be too old. */
function isNewEnough(image: string): boolean {
  const [, major, minor] = TAG_VERSION.exec(image) ?? [];
  if (major === undefined || minor === undefined) return true;
  const oldest = OLDEST_STATE_METRICS;
  return Number(major) > oldest.major || (Number(major) === oldest.major && Number(minor) >= oldest.minor);
}

/** The image of kube-state-metrics. */
export const image = formed(IMAGE, 'must be an image with a registry and a tag or a digest')
  .refine((image) => !image.endsWith(':latest'), 'must not be tagged latest')
  .refine(
    isNewEnough,
    `must be a kube-state-metrics ${OLDEST_STATE_METRICS.major}.${OLDEST_STATE_METRICS.minor} or later`,
  )
  .default(KUBE_STATE_METRICS)
  .describe(
    'Image of kube-state-metrics, 2.13 or later, with a registry and a tag or a digest; pinned by both by default.',
  );

const MOST_PODS = 16;
const pods = z
  .int('must be a whole number')
  .positive('must be at least 1')
  .max(MOST_PODS, `must be at most ${MOST_PODS}`);

/**
 * How many pods publish, each everything or each its share. Shards are fixed: to find its number by itself a pod would have to read
 * StatefulSets and pods. Not both, since what is missing could then not be told from how many targets answer.
 */
export const copies = {
  replicas: pods
    .default(1)
    .describe(
      'Pods that each publish everything, so that one may fail. Rules and dashboards count each object once; its series are as many ' +
        'times as pods.',
    ),
  shards: pods
    .default(1)
    .describe(
      'Deployments of one pod that each publish a share of the objects, where one pod has too many. While one is missing, so is its ' +
        'share, and ArksCustomResourcesDown fires. Needs replicas 1.',
    ),
};

export const NOT_BOTH = {
  error: 'must be 1 where replicas is above 1',
  path: ['shards'],
  ...whenValid(z.object({ replicas: pods.default(1), shards: pods.default(1) })),
};
export const oneKindOfCopies = ({ replicas, shards }: { readonly replicas: number; readonly shards: number }) =>
  replicas === 1 || shards === 1;

/** What its pod may use. */
export const resources = z
  .strictObject({
    requests: z
      .strictObject({
        cpu: cpu.default('10m').describe('CPU that is reserved for the pod; it idles between scrapes.'),
        memory: memory.default('64Mi').describe('Memory that is reserved for the pod; a few hundred objects fit.'),
      })
      .prefault({})
      .describe('Resources that the scheduler reserves for the pod.'),
    limits: z
      .strictObject({
        cpu: cpu.default('200m').describe('Maximum CPU of the pod; above it, the pod is throttled.'),
        memory: memory.default('256Mi').describe('Maximum memory of the pod; above it, the pod is OOM-killed.'),
      })
      .prefault({})
      .describe('Resources that the pod must not exceed.'),
  })
  .refine(({ requests, limits }) => cpuMillis(limits.cpu) >= cpuMillis(requests.cpu), {
    error: 'must not be below requests.cpu',
    path: ['limits', 'cpu'],
    ...whenValid(z.object({ requests: z.object({ cpu }), limits: z.object({ cpu }) })),
  })
  .refine(({ requests, limits }) => memoryMebibytes(limits.memory) >= memoryMebibytes(requests.memory), {
    error: 'must not be below requests.memory',
    path: ['limits', 'memory'],
    ...whenValid(z.object({ requests: z.object({ memory }), limits: z.object({ memory }) })),
  })
  .prefault({})
  .describe('A few hundred objects fit into 64Mi; the limits stop a runaway, not a busy day.');
