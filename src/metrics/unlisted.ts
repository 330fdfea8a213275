import type { Unlisted } from '../config/keep.js';
import { catalogue } from './catalogue.js';
import type { Component } from './components.js';
import type { Metric } from './metric.js';
import { metricOutsideTheCatalogue } from './own.js';

/** What names of one exporter begin with. */
const PREFIX = /^[a-zA-Z0-9]*[_:]?/;

/**
 * A metric that the catalogue does not know, as one of this exporter: in every generation, with one label set, since nothing
 * is known of either. Nothing where names of other exporters begin as it does and none of this one.
 */
export function unlistedMetric({ unlisted, kind }: Unlisted, component: Component): readonly Metric[] {
  const owners = new Set(
    catalogue.filter(({ name }) => prefixOf(name) === prefixOf(unlisted)).map((one) => one.component),
  );
  if (owners.size > 0 && !owners.has(component)) return [];
  const type = kind === 'histogram' ? kind : 'gauge';
  return [
    metricOutsideTheCatalogue({ name: unlisted, type, component, labels: {}, unit: 'unknown', source: 'scrape.keep' }),
  ];
}

function prefixOf(name: string): string {
  return PREFIX.exec(name)?.[0] ?? '';
}
