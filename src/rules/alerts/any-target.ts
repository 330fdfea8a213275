import { SURFACES, type SurfaceName } from '../../config/surfaces.js';
import { dividedBy, type Expression, firstOf, type Matcher } from '../../promql/build.js';
import type { Signal } from '../../signals/signal.js';
import { samplesKept, samplesLost } from '../../signals/state.js';
import type { AlertContext } from '../alert.js';
import { jobOf } from '../jobs.js';

/** Surfaces whose targets stand in the namespaces of tenants; the others are everybody's, wherever alerts are narrowed to. */
const OF_TENANTS: readonly SurfaceName[] = ['runtime', 'disaggregated', 'router'];

/** Samples of each target against the limit of its surface. */
export function shareOfLimit(context: AlertContext): Expression {
  return anyOf(
    scraped(context).map((surface) =>
      dividedBy(ofJobs(context, samplesKept, [surface]), context.sampleLimits[surface]),
    ),
  );
}

/** Surfaces that a selector names together: all of tenants, and of the others no more than fit into a line. */
const TOGETHER: readonly (readonly SurfaceName[])[] = [
  OF_TENANTS,
  ['gateway', 'envoy'],
  ['operator', 'customResources'],
];

/** Samples of each target of which nothing is kept; what its surface may keep makes no difference. */
export function samplesLostAnywhere(context: AlertContext): Expression {
  const kinds = TOGETHER.map((surfaces) => surfaces.filter((surface) => context.enabled(surface)));
  return anyOf(kinds.filter(({ length }) => length > 0).map((kind) => ofJobs(context, samplesLost, kind)));
}

function scraped({ enabled }: AlertContext): readonly SurfaceName[] {
  return SURFACES.filter((surface) => enabled(surface));
}

function isOfTenants(surface: SurfaceName): boolean {
  return OF_TENANTS.includes(surface);
}

/** A signal of the targets of these surfaces, all of tenants or none. */
function ofJobs(context: AlertContext, signal: Signal, surfaces: readonly SurfaceName[]): Expression {
  const job: Matcher = {
    label: 'job',
    // That of runtimes is a regex already.
    operator: surfaces.length > 1 || surfaces.includes('runtime') ? '=~' : '=',
    value: surfaces.map((surface) => jobOf(surface, context.monitoringNamespace)).join('|'),
  };
  if (surfaces.every(isOfTenants)) return context.read(signal, [job]);
  return signal.query({ ...context.view, matchers: [job, ...context.clusterMatchers] });
}

function anyOf([first, ...others]: readonly Expression[]): Expression {
  if (first === undefined) throw new Error('at least one surface must be enabled');
  return firstOf(first, ...others);
}
