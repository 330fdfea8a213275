import type { RuntimeName } from '../../config/runtimes.js';
import { ENGINES, OF_TENANTS, type SurfaceName, surfaceFacts } from '../../config/surfaces.js';
import { durationSeconds, inOneUnit } from '../../lib/duration.js';
import { above, and, type Expression, equal, firstOf, minus, oneOf, unless } from '../../promql/build.js';
import { replicasUp, replicasWanted } from '../../signals/control-plane/control-plane.js';
import { applicationsFailed, applicationsInPhase } from '../../signals/control-plane/custom-resources.js';
import { requestsStalledPerPod } from '../../signals/requests/progress.js';
import { runtimes } from '../../signals/runtimes/index.js';
import { engineSeries, replicaUp, samplesRefusedPerReplica } from '../../signals/scraping/targets.js';
import { grouping, TARGET, type TargetLabel } from '../../signals/vocabulary/identity.js';
import type { Alert } from '../alert.js';
import type { AlertContext } from '../alert-context.js';
import { APPLICATION_IN_WORDS, counted, label, ROLE_IN_WORDS, VALUE, whereEqual, whereOne } from '../alert-words.js';

const running = applicationsInPhase('Running');
/** Surfaces of replicas that custom resources want; of what is not scraped nothing can be missing. */
const SCRAPING = OF_TENANTS.filter((surface) => rolesOf(surface).length > 0);

/** One evaluation more than the first that sees it, so that a scrape that came late is no stall. */
const PENDING_MINUTES = 1;
const stalledAfter = (runtime: RuntimeName, wait: string) =>
  inOneUnit(`${runtimes[runtime].progress.stalledMinutes}m${durationSeconds(wait)}s`);
/** What most runtimes have, and the others by name. */
const noTokenForEach = (read: readonly RuntimeName[], wait: string) => {
  const usual = stalledAfter('sglang', wait);
  return read
    .filter((name) => stalledAfter(name, wait) !== usual)
    .reduceRight((others, name) => whereEqual('runtime', name, stalledAfter(name, wait), others), usual);
};

/** Whether the replicas of an application are there, answer, and get on with their work. */
export const runtimeStateAlerts = {
  runtimeTargetDown: {
    name: 'ArksRuntimeTargetDown',
    severity: 'warning',
    surfaces: [...ENGINES, 'router'],
    when: { signal: replicaUp, is: 'equal to', limit: 0 },
    for: 'replicaStart',
    summary: ({ wait }) => `${label('pod')} of ${ROLE_IN_WORDS} has not answered a scrape for ${wait}`,
    description:
      'Prometheus finds the replica but gets no metrics from it. First check whether the pod is ready and whether its port ' +
      'answers; a replica that is still loading its model does not answer yet.',
    dashboard: 'arks-troubleshooting',
    panel: 'Replicas that do not answer',
    variables: ['namespace', 'application', 'pod'],
  },
  runtimeMetricsAbsent: {
    name: 'ArksRuntimeMetricsAbsent',
    severity: 'warning',
    signals: [replicasWanted, engineSeries, replicaUp, samplesRefusedPerReplica, running],
    toldApartBy: ['namespace', 'application'],
    surfaces: ['customResources'],
    otherSideSurfaces: SCRAPING,
    expression: (context) =>
      unless(above(wantedWhenRunning(context), 0), rolesWithSeries(context), grouping(context.view, ...TARGET)),
    for: '15m',
    summary: () => `${ROLE_IN_WORDS} wants ${counted('replica', 'replicas')}, but no engine series of it arrives`,
    description:
      'The application exists, but either none of its replicas is a scrape target, or those that answer expose no engine ' +
      'metrics. First check whether its pods exist, then whether their labels and the Service are what the monitors select.',
    dashboard: 'arks-troubleshooting',
    panel: 'Requests running by role',
    variables: ['namespace', 'application'],
  },
  applicationReplicasUnavailable: {
    name: 'ArksApplicationReplicasUnavailable',
    severity: 'warning',
    signals: [replicasWanted, replicasUp, running],
    toldApartBy: ['namespace', 'application'],
    surfaces: ['customResources'],
    otherSideSurfaces: SCRAPING,
    expression: (context) => {
      const missing = minus(wanted(context), context.read(replicasUp), grouping(context.view, ...TARGET));
      return above(firstOf(missing, wantedWhenRunning(context)), 0);
    },
    for: 'replicaStart',
    summary: () => `${ROLE_IN_WORDS} lacks ${VALUE} of the replicas that it wants`,
    description:
      'Fewer replicas answer than the spec of the custom resource asks for. Its status is ignored, since it never exceeds 1 ' +
      'on the RBG backend. First check for pods that are pending or restarting.',
    dashboard: 'arks-runtime',
    panel: 'Replicas missing',
    variables: ['namespace', 'application', 'role'],
  },
  applicationFailed: {
    name: 'ArksApplicationFailed',
    severity: 'warning',
    surfaces: ['customResources'],
    when: { signal: applicationsFailed, is: 'equal to', limit: 1 },
    for: '5m',
    summary: () => `${APPLICATION_IN_WORDS} is in phase Failed`,
    description:
      'The operator has given up. For an ArksApplication this is terminal: the operator does nothing more until the object ' +
      'is recreated. First check the reason in its conditions.',
    dashboard: 'arks-control-plane',
    panel: 'Applications by phase',
    variables: ['namespace', 'application'],
  },
  runtimeStalled: {
    name: 'ArksRuntimeStalled',
    severity: 'critical',
    surfaces: ENGINES,
    when: { signal: requestsStalledPerPod, is: 'above', limit: 0 },
    for: `${PENDING_MINUTES}m`,
    summary: ({ value, wait, runtimes: read }) =>
      `${counted('request', 'requests', value)} running on ${label('pod')} of ${ROLE_IN_WORDS} ${whereOne('has', 'have', value)} produced no token ` +
      `for ${noTokenForEach(read, wait)}`,
    description:
      'The engine holds requests and makes no progress: it hangs, usually in a collective operation or on a lost GPU. First ' +
      'check the log of the pod and the GPU. A restart ends the hanging requests. vLLM with separate worker processes exits ' +
      'by itself after five minutes.',
    dashboard: 'arks-runtime',
    panel: 'Stalled requests per replica',
    variables: ['namespace', 'application', 'role', 'model_name', 'pod'],
  },
} as const satisfies Readonly<Record<string, Alert>>;

function rolesOf(surface: SurfaceName): readonly string[] {
  return surfaceFacts[surface].roles ?? [];
}

/** Replicas wanted in the roles that are scraped here. */
function wanted({ enabled, read }: AlertContext): Expression<TargetLabel> {
  const roles = SCRAPING.filter((surface) => enabled(surface)).flatMap(rolesOf);
  return read(replicasWanted, [oneOf('role', roles)]);
}

/** The same of applications whose objects exist: before, while its model is fetched, an application has no replicas. */
function wantedWhenRunning(context: AlertContext): Expression<TargetLabel> {
  return and(wanted(context), equal(context.read(running), 1), grouping(context.view, 'namespace', 'application'));
}

/** Roles that something arrives of. A target that does not answer, or is refused, has its own alert; a router that answers is enough. */
function rolesWithSeries({ read }: AlertContext): Expression<TargetLabel> {
  const ofRouters = read(replicaUp, [{ label: 'role', operator: '=', value: 'router' }]);
  return firstOf(read(engineSeries), equal(read(replicaUp), 0), read(samplesRefusedPerReplica), ofRouters);
}
