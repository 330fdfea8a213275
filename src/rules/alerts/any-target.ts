import { ENGINES, isOfTenants, OF_PLATFORM, OF_TENANTS, type SurfaceName } from '../../config/surfaces.js';
import { and, type Expression, equal, firstOf, ofAnyLabels, oneOf } from '../../promql/build.js';
import { replicaUp, samplesLost, samplesRefused } from '../../signals/scraping/targets.js';
import { grouping } from '../../signals/vocabulary/identity.js';
import type { Signal } from '../../signals/vocabulary/signal.js';
import type { AlertContext } from '../alert-context.js';
import { targetsOf } from './targets.js';

/** Of what is everybody's, no more than fit into a line are named together. */
const PLATFORM_TOGETHER = 2;
/** Surfaces that a selector names together. Those of routers alone are read in a way of their own. */
const TOGETHER: readonly (readonly SurfaceName[])[] = [
  ENGINES,
  ...OF_PLATFORM.flatMap((_, index) =>
    index % PLATFORM_TOGETHER === 0 ? [OF_PLATFORM.slice(index, index + PLATFORM_TOGETHER)] : [],
  ),
  OF_TENANTS.filter((surface) => surface !== 'router' && !ENGINES.includes(surface)),
];

/** Samples of each target of which nothing is kept; what its surface may keep makes no difference. */
export function samplesLostAnywhere(context: AlertContext): Expression {
  const kinds = TOGETHER.map((surfaces) => surfaces.filter((surface) => context.enabled(surface)));
  const ofKinds = kinds.filter(({ length }) => length > 0).map((kind) => ofJobs(context, samplesLost, kind));
  return anyOf(context.enabled('router') ? [...ofKinds, samplesLostByRouters(context)] : ofKinds);
}

/** Samples of each target of the platform whose scrapes are refused, in the namespace of its part: what has its name elsewhere is not it. */
export function samplesRefusedOfPlatform(context: AlertContext): Expression {
  const parts = OF_PLATFORM.filter((surface) => context.enabled(surface));
  return anyOf(
    parts.map((surface) => samplesRefused.query({ ...context.view, matchers: targetsOf(context, surface) })),
  );
}

/** A router (0.2.4, measured) shows nothing but jobs of its own until a first worker answers, however long a model takes to load. */
function samplesLostByRouters(context: AlertContext): Expression {
  const lost = ofJobs(context, samplesLost, ['router']);
  if (!context.enabled('disaggregated')) return lost;
  const workers = context.read(replicaUp, [oneOf('role', ['prefill', 'decode'])]);
  // Targets of routers say which application they belong to, whatever those of other surfaces do.
  return and(ofAnyLabels(lost), equal(workers, 1), grouping(context.view, 'namespace', 'application'));
}

/** A signal of the targets of these surfaces, all of tenants or none: the others are everybody's, wherever alerts are narrowed to. */
function ofJobs(context: AlertContext, signal: Signal, surfaces: readonly SurfaceName[]): Expression {
  const job = context.jobsOf(surfaces);
  if (surfaces.every(isOfTenants)) return context.read(signal, [job]);
  return signal.query({ ...context.view, matchers: [job, ...context.clusterMatchers] });
}

function anyOf([first, ...others]: readonly Expression[]): Expression {
  if (first === undefined) throw new Error('at least one surface must be enabled');
  return firstOf(first, ...others);
}
