import { catalogue } from '../metrics/catalogue.js';
import { familyName, type ResourceMetric } from '../metrics/custom-resources/reading.js';
import { namedOf, resourceStates, tokenState } from '../metrics/custom-resources/readings.js';
import type { Metric } from '../metrics/metric.js';

/** A family of metrics as a target shows it, with its series where they are read. */
export interface ShownFamily {
  readonly name: string;
  readonly type: string;
  readonly samples?: readonly { readonly labels: Readonly<Record<string, string>> }[];
}

const TOTAL = /_total$/;
/** Names as Python's client writes them where colons are not allowed, and families that hold a label in their name. */
const otherSpellings = new Map<string, string>([
  ...catalogue.filter(({ name }) => name.includes(':')).map(({ name }) => [name.replaceAll(':', '_'), name] as const),
  ...namedOf([...resourceStates, tokenState]).map((one: ResourceMetric) => [familyName(one), one.metric.name] as const),
]);
/** OpenMetrics declares counters without the end of their names. */
const counters = new Map(
  catalogue.flatMap(({ name, kind }) => (kind === 'counter' ? [[name.replace(TOTAL, ''), name] as const] : [])),
);

/** The name that the catalogue has for a family of a page; its own where the catalogue has none. */
export function catalogueName(name: string): string {
  return otherSpellings.get(name) ?? name;
}

/** Whether a target declares a metric by its own name. */
export function isShown({ name, kind }: Metric, types: Readonly<Record<string, string>>): boolean {
  return name in types || (kind === 'counter' && name.replace(TOTAL, '') in types);
}

/** What a target declares, name by name with its type, as families. */
export function declaredFamilies(types: Readonly<Record<string, string>>): readonly ShownFamily[] {
  return Object.entries(types).map(([declared, type]) => {
    const name = catalogueName(declared);
    return { name: type === 'counter' ? (counters.get(name.replace(TOTAL, '')) ?? name) : name, type };
  });
}
