import { RUNTIMES, type RuntimeName } from '../../config/runtimes.js';
import { SURFACES, type SurfaceExporter, type SurfaceName, surfaceFacts } from '../../config/surfaces.js';
import { catalogue, type GaugeName } from '../../metrics/catalogue.js';
import type { Component } from '../../metrics/components.js';
import { type Matcher, regexLiteral, type Selected, type Series } from '../../promql/build.js';
import { readers } from '../../promql/readers.js';
import { REPLICAS } from './identity.js';

const job = (operator: '=' | '=~', value: string): readonly Matcher[] => [{ label: 'job', operator, value }];
/** Of Kubernetes, GPUs and Prometheus itself all there is is looked at. */
const ANYWHERE: Readonly<Record<Exclude<Component, RuntimeName | SurfaceExporter>, readonly Matcher[]>> = {
  kubernetes: [],
  dcgm: [],
  prometheus: [],
};
/** What tells Arks' targets from others that expose the same names: another team's vLLM, another Envoy, any controller. */
const OWN: ReadonlyMap<string, readonly Matcher[]> = new Map([
  ...Object.entries(ANYWHERE),
  ...SURFACES.flatMap((name) => surfaceFacts[name].exporters.map((exporter) => [exporter, ownAt(name)] as const)),
]);

const PARTS = /_(?:bucket|sum|count)$/;
const components = new Map<string, Set<Component>>();
for (const { name, component } of catalogue) {
  components.set(name, (components.get(name) ?? new Set()).add(component));
}

/**
 * The matchers of a query, after those for the targets that a metric is ours of: none of a record, and of what Prometheus writes
 * of any target. A query that names the job of one of several exporters that are ours has said so itself.
 */
function atOurs(of: Series, matchers: readonly Matcher[]): readonly Matcher[] {
  if (typeof of !== 'string') return matchers;
  const ours = componentsOf(of).flatMap((component) => OWN.get(component) ?? []);
  const isOneOfOurs = ({ label, operator, value }: Matcher) =>
    operator === '=' && ours.some((one) => one.label === label && one.operator === '=' && one.value === value);
  return matchers.some(isOneOfOurs) ? matchers : [...own(of), ...matchers];
}

function componentsOf(name: string): readonly Component[] {
  return [...(components.get(name) ?? components.get(name.replace(PARTS, '')) ?? [])];
}

/** Matchers for the targets that a metric is ours of. */
function own(name: string): readonly Matcher[] {
  return atTargetsOf(componentsOf(name));
}

/** Matchers for the targets of ours that any of these exporters answers at. */
export function atTargetsOf(exporters: readonly Component[]): readonly Matcher[] {
  const [first = [], ...others] = [...new Set(exporters)].map((component) =>
    isRuntime(component) ? REPLICAS : (OWN.get(component) ?? []),
  );
  return others.length === 0 ? first : anyJob([...first, ...others.flat()]);
}

/** Matchers for the targets of a surface. Throws where a surface of the platform does not say what they are told by. */
function ownAt(name: SurfaceName): readonly Matcher[] {
  const { of, ours } = surfaceFacts[name];
  if (of === 'tenants') return REPLICAS;
  if (ours === undefined) throw new Error(`surface ${name} must say what tells its series from those of others`);
  if (ours === 'names') return [];
  return 'job' in ours ? job('=', ours.job) : job('=~', `.+/${ours.monitor}`);
}

function isRuntime(component: Component): component is RuntimeName {
  return RUNTIMES.some((name) => name === component);
}

/** A matcher for all jobs of these; what is told apart by more than its job has no metric in common with others. */
function anyJob(matchers: readonly Matcher[]): readonly Matcher[] {
  const other = matchers.find(({ label }) => label !== 'job');
  if (other !== undefined) throw new Error(`exporters of one metric must be told apart by job, got ${other.label}`);
  const jobs = matchers.map(({ operator, value }) => (operator === '=' ? regexLiteral(value) : value));
  return job('=~', jobs.join('|'));
}

/** The only readers of series that there are: at the targets that are scraped for Arks, or of what is recorded. */
export const {
  select: selectArks,
  selectBefore,
  sampledAt,
  rate: rateArks,
  avgOverTime,
  minOverTime,
  maxOverTime,
  delta,
  changes,
  totalOverTime,
  sumOverSteps,
  avgOverSteps,
  countOverSteps,
  lastOverTime: seenWithin,
  absentOverTime: absentWithin,
} = readers(atOurs);

/** Longer than it takes to restart an exporter; what an object was deleted for is over so much later. */
const RESTART = '5m';

/**
 * The state of objects as it was published last. While their exporter is restarted they are what they were: an alert that
 * waits for long would begin to wait anew.
 */
export function lastKnown<const Name extends GaugeName>(name: Name, matchers: readonly Matcher[] = []): Selected<Name> {
  return seenWithin(name, RESTART, matchers);
}
