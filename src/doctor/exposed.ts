import { catalogue } from '../metrics/catalogue.js';
import { type Component, componentGenerations } from '../metrics/components.js';
import type { Metric } from '../metrics/metric.js';

/** Who answers on a page, and which of its generations, where several show the same all of them. */
export interface Exposing {
  readonly component: Component;
  readonly generations: readonly string[];
}

const TOTAL = /_total$/;

/** Whether a page declares a metric: OpenMetrics leaves out the end of the name of a counter. */
export function isShown({ name, kind }: Metric, types: Readonly<Record<string, string>>): boolean {
  return name in types || (kind === 'counter' && name.replace(TOTAL, '') in types);
}

/** Who of these shows most of what a page declares; nothing where none shows any of it. */
export function exposing(
  components: readonly Component[],
  types: Readonly<Record<string, string>>,
): Exposing | undefined {
  const shown = catalogue.filter((metric) => components.includes(metric.component) && isShown(metric, types));
  const [component] = components.toSorted((one, other) => countOf(other, shown) - countOf(one, shown));
  if (component === undefined || countOf(component, shown) === 0) return undefined;
  return { component, generations: generationsOf(component, types) };
}

function countOf(component: Component, shown: readonly Metric[]): number {
  return new Set(shown.filter((metric) => metric.component === component).map(({ name }) => name)).size;
}

/** The generations that show the most of a page, and of these the ones that would show the fewest names beside it. */
function generationsOf(component: Component, types: Readonly<Record<string, string>>): readonly string[] {
  const known = catalogue.filter((metric) => metric.component === component);
  const scores = componentGenerations[component].map((generation: string) => {
    const own = known.filter(({ generations }) => generations.includes(generation));
    const names = (metrics: readonly Metric[]) => new Set(metrics.map(({ name }) => name)).size;
    return {
      generation,
      shown: names(own.filter((metric) => isShown(metric, types))),
      absent: names(own.filter((metric) => isUnconditional(metric) && !isShown(metric, types))),
    };
  });
  const most = Math.max(...scores.map(({ shown }) => shown));
  const best = scores.filter(({ shown }) => shown === most);
  const least = Math.min(...best.map(({ absent }) => absent));
  return best.filter(({ absent }) => absent === least).map(({ generation }) => generation);
}

/** Whether an exporter shows a metric however it was started and whatever happens to it. */
export function isUnconditional({ condition, feature, emitted, openLabels }: Metric): boolean {
  return condition === undefined && feature === undefined && emitted === undefined && openLabels === undefined;
}
