import { catalogue } from '../metrics/catalogue.js';
import { type Component, componentGenerations } from '../metrics/components.js';
import { labelFact, type Metric } from '../metrics/metric.js';
import { labelsOf } from '../metrics/prediction.js';
import type { ShownFamily } from './shown-family.js';

/** Who shows a page, and in which of its generations: several, oldest first, where they show the same. */
export interface Exposing {
  readonly component: Component;
  /** All that show the page together, the component first. */
  readonly components: readonly Component[];
  readonly generations: readonly [string, ...string[]];
}

/** What has no page of its own: Prometheus writes it, or another exporter of the same page. */
const WITHOUT_A_PAGE: readonly Component[] = ['prometheus', 'tokenLimits'];
const TOGETHER: Readonly<Partial<Record<Component, readonly Component[]>>> = { customResources: ['tokenLimits'] };
/** What labels and buckets say about a generation, beside names: less than a name does. */
const DETAIL = 0.25;
/** A gauge that is not there says less than a name that is: an option may have taken it away. */
const ABSENCE = 0.2;
/** Scores are sums of such shares. */
const SAME = 1e-6;

const componentsOf = new Map<string, Set<Component>>();
for (const { name, component } of catalogue) {
  componentsOf.set(name, (componentsOf.get(name) ?? new Set()).add(component));
}
/**
 * The exporter that a page is most like, of all or of these, and the generations of it; undefined where none of them alone has one of its
 * names.
 * Names, types and gauges that are missing tell generations apart, and labels and buckets where series are there.
 */
export function exposing(families: readonly ShownFamily[], candidates?: readonly Component[]): Exposing | undefined {
  const counts = new Map<Component, number>();
  for (const { name } of families) {
    const owners = [...(componentsOf.get(name) ?? [])].filter(
      (one) => (candidates === undefined || candidates.includes(one)) && !WITHOUT_A_PAGE.includes(one),
    );
    const [only] = owners;
    if (only !== undefined && owners.length === 1) counts.set(only, (counts.get(only) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (most === undefined) return undefined;
  const [component] = most;
  const components = [component, ...(TOGETHER[component] ?? [])];
  const all: readonly string[] = componentGenerations[component];
  const scored = all.map((generation) => ({ generation, score: scoreOf(families, components, generation) }));
  const best = Math.max(...scored.map(({ score }) => score));
  const [first, ...others] = scored.filter(({ score }) => score > best - SAME).map(({ generation }) => generation);
  return first === undefined ? undefined : { component, components, generations: [first, ...others] };
}

/** Whether a target of that generation shows a metric without being started for it, or used in some way. */
export function isAlwaysThere({ feature, condition, emitted, hiddenFrom }: Metric): boolean {
  return feature === undefined && condition === undefined && emitted === undefined && hiddenFrom === undefined;
}

function scoreOf(families: readonly ShownFamily[], components: readonly Component[], generation: string): number {
  const own = catalogue.filter(
    (metric) => components.includes(metric.component) && metric.generations.includes(generation),
  );
  const shown = families.map((family) => {
    const entry = own.find(({ name, kind }) => name === family.name && kind === family.type);
    if (entry === undefined) return 0;
    return 1 + (hasLabelsOf(family, entry, generation) ? DETAIL : 0) + (hasBoundsOf(family, entry) ? DETAIL : 0);
  });
  const names = new Set(families.map(({ name }) => name));
  // Counters and histograms come with what they count.
  const missing = own.filter((metric) => metric.kind === 'gauge' && isAlwaysThere(metric) && !names.has(metric.name));
  return shown.reduce((sum: number, one) => sum + one, 0) - ABSENCE * missing.length;
}

function hasLabelsOf({ samples = [], type }: ShownFamily, metric: Metric, generation: string): boolean {
  const [first] = samples;
  if (first === undefined) return false;
  const carried = carriedLabels(first.labels, type);
  return (
    labelsOf(metric, generation).every((name) => carried.includes(name)) &&
    carried.every((name) => isPossible(metric, name))
  );
}

function hasBoundsOf({ samples = [] }: ShownFamily, metric: Metric): boolean {
  if (metric.kind !== 'histogram' || metric.buckets.fixed === undefined) return false;
  const bounds = new Set(samples.flatMap(({ labels }) => labels['le'] ?? []).map(Number));
  return metric.buckets.fixed.every((bound) => bounds.has(bound));
}

/** The labels of a series without what its type brings. */
export function carriedLabels(labels: Readonly<Record<string, string>>, type: string): readonly string[] {
  const ofType = type === 'histogram' ? 'le' : type === 'summary' ? 'quantile' : undefined;
  return Object.keys(labels).filter((name) => name !== ofType);
}

/** Whether the catalogue has the label for some series of the metric. */
export function isPossible({ labels, openLabels }: Metric, name: string): boolean {
  const label = labels[name];
  return openLabels !== undefined || (label !== undefined && labelFact(label) !== undefined);
}
