import type { Metric } from '../../metrics/metric.js';
import { selectorOf } from '../../promql/inventory.js';
import { check } from '../check.js';
import { expectedOf } from '../expected.js';
import { PAGES } from '../pages.js';
import { namesText } from '../words.js';

const MOST_BOUNDS = 8;
/** Bounds are written in different ways by different clients. */
const CLOSE = 1e-9;

/** Histograms whose buckets are not those of the catalogue. */
export const buckets = check('buckets', ['prometheus'], ({ prometheus: { bounds = {} } }, { plan }) => {
  const { sizing } = plan.environment;
  return expectedOf(plan).flatMap((surface) => {
    const names = [...new Set(surface.kept.map(({ name }) => name))].filter((name) => (bounds[name] ?? []).length > 0);
    const found = names.flatMap((name) => {
      const seen = bounds[name] ?? [];
      const grids = fixedGrids(surface.kept, name);
      if (grids === undefined) return [];
      const other = seen.filter((bound) => !grids.flat().some((known) => isSame(known, bound)));
      const isWhole = grids.some((grid) => grid.every((known) => seen.some((bound) => isSame(known, bound))));
      return other.length > 0 || !isWhole ? [{ name, seen, other }] : [];
    });
    if (found.length === 0) return [];
    const ends = found.map(
      ({ name, seen }) => `${name}: ${namesText(seen.map(String), MOST_BOUNDS)}, up to ${seen.at(-1)}`,
    );
    return [
      {
        severity: 'warning' as const,
        subject: `buckets of ${surface.name} are not those of the catalogue: ${namesText(found.map(({ name }) => name))}`,
        evidence: [
          {
            query: `GET /api/v1/label/le/values?match[]=${selectorOf(
              found.slice(0, 1).map(({ name }) => `${name}_bucket`),
              [surface.targets],
            )}`,
            value: namesText(ends, 2),
          },
        ],
        meaning:
          'Percentiles are as coarse as these buckets, and end with the last; an objective whose threshold is no bound leaves out these engines.',
        remedy:
          'Look at the arguments of the engine: vLLM takes buckets by --custom-histogram-buckets, SGLang by --bucket-time-to-first-token and the like. Leave them out, or give them the thresholds of slos and alerts.',
        page: PAGES.buckets,
        mayFollowFrom: [`surface:${surface.name}` as const],
      },
    ];
  });

  /** Nothing where some generation has bounds that an install makes. */
  function fixedGrids(kept: readonly Metric[], name: string): readonly (readonly number[])[] | undefined {
    const grids = kept.flatMap((metric) =>
      metric.kind === 'histogram' && metric.name === name ? [metric.buckets] : [],
    );
    if (grids.some(({ fixed }) => fixed === undefined)) return undefined;
    return grids.map((grid) => grid.bounds(sizing));
  }
});

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= CLOSE * Math.max(Math.abs(one), Math.abs(other));
}
