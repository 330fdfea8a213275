import { catalogue, type HistogramName } from './catalogue.js';

/**
 * Where the generations of one measurement end at different bounds: for each end but the last, the bounds from there to
 * the next end. Bounds that only some of the longer grids have are left out, and so are grids that an installation makes.
 */
export function boundsBeyond(names: readonly HistogramName[]): readonly (readonly number[])[] {
  const grids = fixedGrids(names);
  const ends = [...new Set(grids.map(endOf))].sort((a, b) => a - b);
  return ends.slice(0, -1).flatMap((end, index) => {
    const [longer = [], ...others] = grids.filter((grid) => endOf(grid) > end);
    const next = ends[index + 1] ?? end;
    const bounds = longer.filter(
      (bound) => bound > end && bound <= next && others.every((grid) => grid.includes(bound)),
    );
    return bounds.length === 0 ? [] : [bounds];
  });
}

function fixedGrids(names: readonly string[]): readonly (readonly number[])[] {
  const metrics = catalogue.filter(({ name }) => names.includes(name));
  return [
    ...new Set(
      metrics.flatMap((metric) =>
        metric.kind === 'histogram' && metric.buckets.fixed !== undefined ? [metric.buckets.fixed] : [],
      ),
    ),
  ];
}

function endOf(grid: readonly number[]): number {
  return Math.max(...grid);
}
