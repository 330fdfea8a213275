import type { OwnMetric } from '../../config/own-metrics.js';
import { catalogue } from '../../metrics/catalogue.js';
import type { Metric } from '../../metrics/metric.js';
import { declaredMetrics } from '../../metrics/own.js';

/** A metric that settings name, as far as it is known. */
export interface NamedMetric {
  readonly kind: Metric['kind'];
  /** What exporters of our targets show under the name; none where others do. */
  readonly shown: readonly Metric[];
  /** Of a declared one nobody says whether it tells tenants apart: labels that monitors give are left out. */
  readonly isDeclared: boolean;
}

/** The metric of a name: one that is declared, or of the catalogue; undefined where there is none. */
export function metricNamed(name: string, declared: readonly OwnMetric[]): NamedMetric | undefined {
  const own = declared.find((metric) => metric.name === name);
  if (own !== undefined) return { kind: own.type, shown: declaredMetrics([own]), isDeclared: true };
  const shown = catalogue.filter((metric) => metric.name === name);
  const [first] = shown;
  return first === undefined ? undefined : { kind: first.kind, shown, isDeclared: false };
}

/** The series of which each rise is an event: of a histogram that of all observations, or that of a bucket. */
export function seriesCounted(name: string, kind: Metric['kind'] | undefined, part: 'all' | 'bucket'): string {
  if (part === 'bucket') return `${name}_bucket`;
  return kind === 'histogram' || kind === 'summary' ? `${name}_count` : name;
}
