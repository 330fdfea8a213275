import { catalogue } from '../../metrics/catalogue.js';
import { type Component, componentGenerations } from '../../metrics/components.js';
import { familyName, type ResourceMetric } from '../../metrics/custom-resources/reading.js';
import { namedOf, resourceStates, tokenState } from '../../metrics/custom-resources/readings.js';
import { labelFact, type Metric } from '../../metrics/metric.js';
import { labelsOf } from '../../metrics/prediction.js';
import type { PageFamily } from './exposition.js';

/** Which program shows a page, as the catalogue knows it. */
export interface Recognized {
  readonly component: Component;
  /** All that show the page together, the component first. */
  readonly components: readonly Component[];
  readonly generation: string;
}

/** A family of a page with the name that the catalogue has for it. */
export interface NamedFamily extends PageFamily {
  /** As the exporter spelt it. */
  readonly spelt: string;
}

/** What has no page of its own: Prometheus writes it, or another exporter of the same page. */
const WITHOUT_A_PAGE: readonly Component[] = ['prometheus', 'tokenLimits'];
const TOGETHER: Readonly<Partial<Record<Component, readonly Component[]>>> = { customResources: ['tokenLimits'] };
/** What labels and buckets say about a generation, beside names: less than a name does. */
const DETAIL = 0.25;
/** What appears with the first request of its kind is missing from many a page. */
const ABSENCE = 0.2;

const componentsOf = new Map<string, Set<Component>>();
for (const { name, component } of catalogue) {
  componentsOf.set(name, (componentsOf.get(name) ?? new Set()).add(component));
}
/** Names as Python's client writes them where colons are not allowed, and families that hold a label in their name. */
const otherSpellings = new Map<string, string>([
  ...[...componentsOf.keys()]
    .filter((name) => name.includes(':'))
    .map((name) => [name.replaceAll(':', '_'), name] as const),
  ...namedOf([...resourceStates, tokenState]).map((one: ResourceMetric) => [familyName(one), one.metric.name] as const),
]);

/** The families of a page by the names that the catalogue has for them; what the exporter's library adds is left out. */
export function namedFamilies(families: readonly PageFamily[]): readonly NamedFamily[] {
  return families
    .filter(({ name }) => !name.endsWith('_created'))
    .map((family) => ({ ...family, spelt: family.name, name: otherSpellings.get(family.name) ?? family.name }));
}

/** The exporter that a page is most like, and the generation of it; undefined where no exporter alone has one of its names. */
export function recognized(families: readonly NamedFamily[]): Recognized | undefined {
  const counts = new Map<Component, number>();
  for (const { name } of families) {
    const owners = [...(componentsOf.get(name) ?? [])].filter((one) => !WITHOUT_A_PAGE.includes(one));
    const [only] = owners;
    if (only !== undefined && owners.length === 1) counts.set(only, (counts.get(only) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (most === undefined) return undefined;
  const [component] = most;
  const components = [component, ...(TOGETHER[component] ?? [])];
  const generations: readonly string[] = componentGenerations[component];
  const scored = generations.map((generation) => ({ generation, score: scoreOf(families, components, generation) }));
  // Of generations that a page is alike to the newest.
  const [best] = scored.toReversed().toSorted((a, b) => b.score - a.score);
  return best === undefined ? undefined : { component, components, generation: best.generation };
}

/** Whether a target of that generation shows a metric without being started for it, or used in some way. */
export function isAlwaysThere({ feature, condition, emitted, hiddenFrom }: Metric): boolean {
  return feature === undefined && condition === undefined && emitted === undefined && hiddenFrom === undefined;
}

function scoreOf(families: readonly NamedFamily[], components: readonly Component[], generation: string): number {
  const own = catalogue.filter(
    (metric) => components.includes(metric.component) && metric.generations.includes(generation),
  );
  const shown = families.flatMap((family) => {
    const entry = own.find(({ name, kind }) => name === family.name && kind === family.type);
    return entry === undefined
      ? []
      : [1 + (hasLabelsOf(family, entry, generation) ? DETAIL : 0) + (hasBoundsOf(family, entry) ? DETAIL : 0)];
  });
  const names = new Set(families.map(({ name }) => name));
  const missing = own.filter((metric) => isAlwaysThere(metric) && !names.has(metric.name));
  return shown.reduce((sum, one) => sum + one, 0) - ABSENCE * missing.length;
}

function hasLabelsOf({ samples, type }: NamedFamily, metric: Metric, generation: string): boolean {
  const carried = carriedLabels(samples[0]?.labels ?? {}, type);
  return (
    labelsOf(metric, generation).every((name) => carried.includes(name)) &&
    carried.every((name) => isPossible(metric, name))
  );
}

function hasBoundsOf({ samples }: NamedFamily, metric: Metric): boolean {
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
