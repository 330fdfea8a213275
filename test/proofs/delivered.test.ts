import { describe, expect, test } from 'vitest';
import type { DashboardUid } from '../../src/config/dashboard-uids.js';
import { deliveredDashboards } from '../../src/config/delivered.js';
import { RUNTIMES, type RuntimeName } from '../../src/config/runtimes.js';
import { isServed, SURFACES, type SurfaceName, surfaceFacts } from '../../src/config/surfaces.js';
import { dashboards } from '../../src/dashboards/index.js';
import { reduced } from '../../src/dashboards/queries.js';
import { rowsOf } from '../../src/dashboards/rows.js';
import { planOf } from '../../src/plan/plan.js';
import { treeOf } from '../../src/promql/build.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';

const served = subsets(RUNTIMES).filter(({ length }) => length > 0);
const scraped = subsets(SURFACES).filter(({ length }) => length > 0);

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_one, index) => (bits >> index) % 2 === 1));
}

function isTaken(runtimes: readonly RuntimeName[], names: readonly SurfaceName[]): boolean {
  return names.every((name) => isServed(name, runtimes) || surfaceFacts[name].withoutRuntimes === 'doubted');
}

function environment(runtimes: readonly RuntimeName[], names: readonly SurfaceName[]) {
  const own = (name: SurfaceName) => (name === 'unmanagedRuntime' ? EVERY_RUNTIME.surfaces.unmanagedRuntime : {});
  return environmentOf({
    runtimes,
    surfaces: Object.fromEntries(SURFACES.map((name) => [name, { ...own(name), enabled: names.includes(name) }])),
  });
}

/** The dashboards with a panel that somebody who runs can answer. */
function withData(runtimes: readonly RuntimeName[], names: readonly SurfaceName[]): readonly DashboardUid[] {
  const { drawing, promised } = planOf(environment(runtimes, names));
  const runs = names.filter((name) => isServed(name, runtimes));
  return dashboards
    .filter((dashboard) =>
      rowsOf(dashboard, drawing).some(({ panels }) =>
        panels.some(
          (panel) =>
            panel.kind !== 'text' &&
            panel.queries.some((query) => {
              const answering = drawing.answered(treeOf(reduced(query, drawing.cluster.label, [])));
              // What is promised is measured there, and recorded for whoever does so.
              return runs.some((name) => answering.has(name)) || (dashboard.uid === 'arks-slo' && promised.length > 0);
            }),
        ),
      ),
    )
    .map(({ uid }) => uid);
}

describe.each(served.map((runtimes) => ({ runtimes })))('with $runtimes', ({ runtimes }) => {
  // What answers alone answers beside others, too: whoever is asked more has no fewer answers.
  const alone = new Map(
    SURFACES.filter((name) => isTaken(runtimes, [name])).map((name) => [name, withData(runtimes, [name])]),
  );
  const choices = scraped.filter((names) => isTaken(runtimes, names));

  test('no dashboard is delivered that shows nothing, whatever is scraped', () => {
    const empty = choices.flatMap((names) => {
      const filled = names.flatMap((name) => alone.get(name) ?? []);
      return delivered(runtimes, names).flatMap((uid) => (filled.includes(uid) ? [] : [{ names, uid }]));
    });
    expect(empty).toEqual([]);
    expect(choices.length).toBeGreaterThan(100);
  });

  test('no link of a dashboard leads to one that is not delivered', () => {
    // Links follow from what is delivered: an environment for each.
    const examples = new Map(choices.map((names) => [delivered(runtimes, names).join(), names]));
    for (const names of examples.values()) {
      const there = delivered(runtimes, names);
      const led = planOf(environment(runtimes, names)).drawn.flatMap(({ json }) =>
        [...json.matchAll(/\/d\/(arks-[a-z-]+)/g)].map(([, uid = '']) => uid),
      );
      expect(led.filter((uid) => !there.some((one) => one === uid))).toEqual([]);
    }
  });
});

const settings = environmentOf(EVERY_RUNTIME);

function delivered(runtimes: readonly RuntimeName[], names: readonly SurfaceName[]): readonly DashboardUid[] {
  const surfaces = { ...settings.surfaces };
  for (const name of SURFACES)
    Object.assign(surfaces, { [name]: { ...surfaces[name], enabled: names.includes(name) } });
  return deliveredDashboards({ ...settings, runtimes: [...runtimes], surfaces });
}
