import { RUNTIMES, type RuntimeName } from '../config/runtimes.js';
import { catalogue, type GaugeName } from '../metrics/catalogue.js';
import type { Component } from '../metrics/components.js';
import type { CounterSeries, Expression, Matcher, Series } from '../promql/build.js';
import * as promql from '../promql/build.js';
import { REPLICAS } from './identity.js';

/** Services that Arks ships and the monitor of Envoy: what the Prometheus Operator makes `job` of. */
export const PLUGIN_JOB = 'arks-gateway-plugins';
export const OPERATOR_JOB = 'arks-operator-controller-manager-metrics-service';
export const ENVOY_MONITOR = 'arks-envoy';

const job = (operator: '=' | '=~', value: string): readonly Matcher[] => [{ label: 'job', operator, value }];
/** What tells Arks' targets from others that expose the same names: another team's vLLM, another Envoy, any controller. */
const OWN: Readonly<Record<Exclude<Component, RuntimeName>, readonly Matcher[]>> = {
  sglangRouter: REPLICAS,
  gateway: job('=', PLUGIN_JOB),
  envoy: job('=~', `.+/${ENVOY_MONITOR}`),
  operator: job('=', OPERATOR_JOB),
  // Nobody else publishes Arks' objects.
  customResources: [],
  tokenLimits: [],
  // Of Kubernetes, GPUs and Prometheus itself all there is is looked at.
  kubernetes: [],
  dcgm: [],
  prometheus: [],
};
const PARTS = /_(?:bucket|sum|count)$/;
const components = new Map<string, Set<Component>>();
for (const { name, component } of catalogue) {
  components.set(name, (components.get(name) ?? new Set()).add(component));
}

/** Matchers for the targets that a metric is ours of; none for a record, and for what Prometheus writes of any target. */
function own(name: Series): readonly Matcher[] {
  const of = [...(components.get(name) ?? components.get(name.replace(PARTS, '')) ?? [])];
  const [first = [], ...others] = of.map((component) => (isRuntime(component) ? REPLICAS : OWN[component]));
  return others.length === 0 ? first : anyJob([...first, ...others.flat()]);
}

function isRuntime(component: Component): component is RuntimeName {
  return RUNTIMES.some((name) => name === component);
}

/** A matcher for all jobs of these; what is told apart by more than its job has no metric in common with others. */
function anyJob(matchers: readonly Matcher[]): readonly Matcher[] {
  const other = matchers.find(({ label }) => label !== 'job');
  if (other !== undefined) throw new Error(`exporters of one metric must be told apart by job, got ${other.label}`);
  const jobs = matchers.map(({ operator, value }) => (operator === '=' ? promql.regexLiteral(value) : value));
  return job('=~', jobs.join('|'));
}

/** Series of one name at the targets that are scraped for Arks, or recorded ones. */
export function select(name: Series, matchers: readonly Matcher[] = []): Expression {
  return promql.select(name, [...own(name), ...matchers]);
}

/** The rate of such series. */
export function rate(name: CounterSeries, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.rate(name, window, [...own(name), ...matchers]);
}

/** The least of such series over a window. */
export function minOverTime(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.minOverTime(name, window, [...own(name), ...matchers]);
}

/** The sum of all samples of such series over a window. */
export function totalOverTime(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.totalOverTime(name, window, [...own(name), ...matchers]);
}

/** How often the value of such series changed over a window. */
export function changes(name: Series, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.changes(name, window, [...own(name), ...matchers]);
}

/** Longer than it takes to restart an exporter; what an object was deleted for is over so much later. */
const RESTART = '5m';

/**
 * The state of objects as it was published last. While their exporter is restarted they are what they were: an alert that
 * waits for long would begin to wait anew.
 */
export function lastKnown(name: GaugeName, matchers: readonly Matcher[] = []): Expression {
  return promql.lastOverTime(name, RESTART, [...own(name), ...matchers]);
}

/** Such series that there were within a window, with their last values. */
export function seenWithin(name: GaugeName, window: string, matchers: readonly Matcher[] = []): Expression {
  return promql.lastOverTime(name, window, [...own(name), ...matchers]);
}

/** Such series as they were some time ago. */
export function selectBefore(name: Series, offset: string, matchers: readonly Matcher[] = []): Expression {
  return promql.selectBefore(name, offset, [...own(name), ...matchers]);
}
