import { z } from 'zod';
import { networkPolicy, operatorTls, scrapeClass } from './access.js';
import { dnsSubdomain, labelValue, qualifiedName, secretKey } from './kubernetes-names.js';
import { placement } from './placement.js';
import { cpu, cpuMillis, memory, memoryMebibytes } from './quantity.js';
import { DISAGGREGATED, RUNTIMES, STARTED_BY_ARKS } from './runtimes.js';
import { whenValid } from './when-valid.js';

const MAX_PORT = 65_535;
/** Those that nobody starts but the platform team. */
const UNMANAGED = RUNTIMES.filter((name) => !STARTED_BY_ARKS.includes(name));
const positive = z.int('must be a whole number').positive('must be above 0');

/** The settings every surface has; budgets differ, since some targets are one replica and some the whole install. */
const common = (budget: number) => ({
  enabled: z.boolean().default(true).describe('Whether this surface is scraped.'),
  seriesBudget: positive
    .default(budget)
    .describe('Maximum number of series that one target may be predicted to keep; synth fails above it.'),
  sampleLimit: positive
    .optional()
    .describe(
      'Maximum number of samples that Prometheus accepts from one scrape; above it the scrape is refused as a whole. By default ' +
        'it follows from the prediction; for gateway, envoy and customResources, which tenants share, it is three times seriesBudget.',
    ),
});

/** A surface of disaggregated applications: with runtimes that cannot be there is nothing to scrape. */
const ofDisaggregated = (budget: number) => ({
  ...common(budget),
  enabled: z
    .boolean()
    .optional()
    .describe(
      `Whether this surface is scraped; by default where runtimes names ${DISAGGREGATED.join(', ')}, since Arks ` +
        'disaggregates no other runtime.',
    ),
});

type Limits = { readonly seriesBudget: number; readonly sampleLimit?: number | undefined };
const limitNotBelowBudget = ({ seriesBudget, sampleLimit = seriesBudget }: Limits) => sampleLimit >= seriesBudget;
const LIMIT_BELOW_BUDGET = {
  error: 'must not be below seriesBudget',
  path: ['sampleLimit'],
  ...whenValid(z.object({ seriesBudget: positive, sampleLimit: positive })),
};

const resources = z
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

const IMAGE = /^[\w.-]+(:\d+)?(\/[\w.-]+)+(?=[:@])(:[\w.-]+)?(@sha256:[0-9a-f]{64})?$/;
const KUBE_STATE_METRICS = 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.20.0';
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

const runtime = z
  .strictObject({
    ...common(1_000),
    enabled: z
      .boolean()
      .optional()
      .describe(
        `Whether this surface is scraped; by default where runtimes names one of ${STARTED_BY_ARKS.join(', ')}.`,
      ),
  })
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({});

/** Labels by which pods are selected; none would select all. */
const podLabels = z
  .record(qualifiedName, labelValue)
  .refine((labels) => Object.keys(labels).length > 0, 'must name at least one label');

const unmanagedRuntime = z
  .strictObject({
    ...common(1_000),
    enabled: z
      .boolean()
      .optional()
      .describe(`Whether this surface is scraped; by default where runtimes names one of ${UNMANAGED.join(', ')}.`),
    selector: podLabels
      .optional()
      .describe(
        'Labels of its pods, in the namespaces of tenants; without them nothing can be found. A controller must own the pods.',
      ),
    applicationLabel: qualifiedName
      .default('app.kubernetes.io/name')
      .describe(
        'Label of these pods that says `application`, by which replicas belong together. Pods without it are left out.',
      ),
    port: positive
      .max(MAX_PORT, `must be at most ${MAX_PORT}`)
      .default(8000)
      .describe('Container port that answers, which the pod must declare; trtllm-serve listens on 8000.'),
    path: z
      .string()
      .regex(/^\/[\w./-]*$/, 'must be a path such as /metrics')
      .default('/prometheus/metrics')
      .describe('Path of the metrics; that of trtllm-serve with return_perf_metrics.'),
  })
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({});

const disaggregated = z
  .strictObject(ofDisaggregated(1_000))
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({});

const router = z
  .strictObject({
    ...ofDisaggregated(1_000),
    port: positive
      .max(MAX_PORT, `must be at most ${MAX_PORT}`)
      .default(9090)
      .describe('spec.router.metricPort of the applications; no port of the pod declares it.'),
  })
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({});

const shared = z.strictObject(common(20_000)).refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET).prefault({});

const operator = z
  .strictObject({
    ...common(1_000),
    tokenSecret: z
      .strictObject({
        name: dnsSubdomain.describe('Name of the Secret.'),
        key: secretKey.default('token').describe('Key of the token in it.'),
      })
      .optional()
      .describe(
        'A Secret of your own beside the monitor of the operator (in monitoring.namespace; in arks.namespace where scrape.monitors is ' +
          'perNamespace), whose token may read its metrics. Without it, synth writes the account, the binding and the Secret, and ' +
          'Kubernetes fills in the token.',
      ),
    scrapeClass,
    tls: operatorTls,
  })
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .refine(({ scrapeClass, tokenSecret }) => scrapeClass === undefined || tokenSecret === undefined, {
    error: 'must not be set together with tokenSecret, which is another token',
    path: ['scrapeClass'],
    ...whenValid(z.object({ scrapeClass: z.unknown(), tokenSecret: z.unknown() })),
  })
  .refine(({ scrapeClass, tls }) => scrapeClass === undefined || tls !== undefined, {
    error:
      "must not be set without tls, since whoever answers in the operator's place would be sent the token of Prometheus",
    path: ['scrapeClass'],
    ...whenValid(z.object({ scrapeClass: z.looseObject({}), tls: z.unknown().optional() })),
  })
  .prefault({});

const customResources = z
  .strictObject({
    ...common(20_000),
    image: z
      .string()
      .regex(IMAGE, 'must be an image with a registry and a tag or a digest')
      .refine((image) => !image.endsWith(':latest'), 'must not be tagged latest')
      .refine(
        isNewEnough,
        `must be a kube-state-metrics ${OLDEST_STATE_METRICS.major}.${OLDEST_STATE_METRICS.minor} or later`,
      )
      .default(KUBE_STATE_METRICS)
      .describe('Image of kube-state-metrics, 2.13 or later, with a registry and a tag or a digest.'),
    resources,
    ...placement,
    networkPolicy,
    tokenLimits: z
      .boolean()
      .default(false)
      .describe(
        'Publishes the rate limits of ArksTokens. This lets kube-state-metrics read those objects, which hold secrets.',
      ),
  })
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({});

/** What is scraped, one entry a surface of an Arks install. */
export const surfaces = z
  .strictObject({
    // An engine exposes 300 to 600 series and keeps less than half: a budget of 1000 leaves room for a few more metrics.
    runtime: runtime.describe('Runtimes of ArksApplications.'),
    unmanagedRuntime: unmanagedRuntime.describe('Runtimes that Arks does not start, in pods of your own.'),
    disaggregated: disaggregated.describe('Prefill and decode of ArksDisaggregatedApplications.'),
    router: router.describe('Routers of ArksDisaggregatedApplications.'),
    // The gateway and Envoy count per user, model and endpoint: one target carries the whole installation.
    gateway: shared.describe('The Go plugin of the gateway.'),
    envoy: shared.describe('The Envoy data plane of the gateway.'),
    operator: operator.describe('The Arks operator.'),
    customResources: customResources.describe('Custom resources of Arks, through a kube-state-metrics of our own.'),
  })
  .prefault({})
  .describe('Which parts of an Arks install are scraped, and how many series they may have.');

type SurfaceSettings = z.output<typeof surfaces>;
export type SurfaceName = keyof SurfaceSettings;

/** Surfaces with every default filled in. */
export type Surfaces = {
  readonly [Surface in SurfaceName]: Omit<SurfaceSettings[Surface], 'enabled'> & { readonly enabled: boolean };
};

const namesOneOf =
  (some: readonly string[]) =>
  (runtimes: readonly unknown[]): boolean =>
    runtimes.some((runtime) => typeof runtime === 'string' && some.includes(runtime));

/** Whether there is anything on a surface of runtimes, by those that are served. */
const SERVED = {
  runtime: namesOneOf(STARTED_BY_ARKS),
  unmanagedRuntime: namesOneOf(UNMANAGED),
  disaggregated: namesOneOf(DISAGGREGATED),
  router: namesOneOf(DISAGGREGATED),
} as const satisfies Partial<Record<SurfaceName, (runtimes: readonly unknown[]) => boolean>>;

/** Which surfaces are scraped where these runtimes are served. */
export function withEnabled(own: SurfaceSettings, runtimes: readonly string[]): Surfaces {
  const { runtime, unmanagedRuntime, disaggregated, router } = own;
  return {
    ...own,
    runtime: { ...runtime, enabled: runtime.enabled ?? SERVED.runtime(runtimes) },
    unmanagedRuntime: {
      ...unmanagedRuntime,
      enabled: unmanagedRuntime.enabled ?? SERVED.unmanagedRuntime(runtimes),
    },
    disaggregated: { ...disaggregated, enabled: disaggregated.enabled ?? SERVED.disaggregated(runtimes) },
    router: { ...router, enabled: router.enabled ?? SERVED.router(runtimes) },
  };
}

const enabledOnes = z.object({
  runtimes: z.array(z.unknown()),
  surfaces: z.record(z.string(), z.object({ enabled: z.boolean().optional(), selector: z.unknown().optional() })),
});

/** Reports surfaces that are all off, that have nothing to scrape, and that cannot find what they scrape. */
export function checkSurfaces(settings: unknown, context: z.RefinementCtx): void {
  const { data } = enabledOnes.safeParse(settings);
  if (data === undefined) return;
  const { runtimes, surfaces: own } = data;
  const served: Readonly<Record<string, (runtimes: readonly unknown[]) => boolean>> = SERVED;
  const isEnabled = (name: string) => own[name]?.enabled ?? served[name]?.(runtimes) ?? true;
  const issue = (path: readonly string[], message: string) =>
    context.addIssue({ code: 'custom', path: ['surfaces', ...path], message });
  if (!Object.keys(own).some(isEnabled)) issue([], 'must leave at least one surface enabled');
  for (const [name, some] of OF_RUNTIMES) {
    if (own[name]?.enabled === true && !SERVED[name](runtimes))
      issue([name, 'enabled'], `must not be true where runtimes names none of ${some.join(', ')}`);
  }
  if (isEnabled('unmanagedRuntime') && own['unmanagedRuntime']?.selector === undefined) {
    const named = runtimes.filter((one) => SERVED.unmanagedRuntime([one]));
    if (named.length > 0)
      issue(
        ['unmanagedRuntime', 'selector'],
        `must be set where runtimes names ${named.join(', ')}, which Arks does not start: labels of its pods`,
      );
  }
}

/** Surfaces that have nothing to scrape where none of these runtimes is named. */
const OF_RUNTIMES = [
  ['runtime', STARTED_BY_ARKS],
  ['unmanagedRuntime', UNMANAGED],
] as const satisfies readonly (readonly [keyof typeof SERVED, readonly string[]])[];

/** Every surface, in the order people are told of them. */
export const SURFACES: readonly SurfaceName[] = [
  'runtime',
  'unmanagedRuntime',
  'disaggregated',
  'router',
  'gateway',
  'envoy',
  'operator',
  'customResources',
];

/** Surfaces whose targets stand in the namespaces of tenants. */
export const OF_TENANTS = [
  'runtime',
  'unmanagedRuntime',
  'disaggregated',
  'router',
] as const satisfies readonly SurfaceName[];

/** Surfaces that are everybody's, each in one namespace that the environment names. */
export type PlatformSurface = Exclude<SurfaceName, (typeof OF_TENANTS)[number]>;

/** Surfaces whose targets are engines. */
export const ENGINES = ['runtime', 'unmanagedRuntime', 'disaggregated'] as const satisfies readonly SurfaceName[];
