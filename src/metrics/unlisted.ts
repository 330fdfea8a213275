import type { Unlisted } from '../config/keep.js';
import { grid } from './bucket-grids.js';
import { catalogue } from './catalogue.js';
import { type Component, componentGenerations } from './components.js';
import { family, type Metric } from './metric.js';

/** What clients of Prometheus give a histogram whose bounds nobody sets; how many it has is not known. */
const CLIENT_DEFAULT = grid(
  'client_default',
  [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
  'a guess',
);
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
  const make = family({ component, labels: {}, generations: componentGenerations[component], source: 'scrape.keep' });
  return [
    kind === 'histogram'
      ? make.histogram(unlisted, 'unknown', CLIENT_DEFAULT, 'Not in the catalogue')
      : make.gauge(unlisted, 'unknown', 'Not in the catalogue'),
  ];
}

function prefixOf(name: string): string {
  return PREFIX.exec(name)?.[0] ?? '';
}
