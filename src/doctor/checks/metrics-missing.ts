import { mayComeYet } from '../by-and-by.js';
import { check } from '../check.js';
import { expectedOf } from '../expected.js';
import { PAGES } from '../pages.js';
import { exposing, isAlwaysThere } from '../recognition.js';
import { declaredFamilies, isShown } from '../shown-family.js';
import { counted, namesText, unique, whoIs } from '../words.js';

/** Metrics that rules read, that the generation of an engine should show, and that none of its targets does. */
export const metricsMissing = check('metrics-missing', ['prometheus'], ({ prometheus: { pages = [] } }, { plan }) =>
  expectedOf(plan).flatMap((surface) => {
    const components = unique(surface.kept.map(({ component }) => component));
    const own = pages
      .filter((page) => page.surface === surface.name)
      .flatMap((page) => {
        const found = exposing(declaredFamilies(page.types), components);
        return found === undefined || mayComeYet(found.component, 'names') ? [] : [{ ...found, page }];
      });
    return components.flatMap((component) => {
      const those = own.filter((one) => one.component === component);
      if (those.length === 0) return [];
      const missing = surface.kept.filter(
        (metric) =>
          metric.component === component &&
          metric.kind === 'gauge' &&
          isAlwaysThere(metric) &&
          those.every(
            ({ generations, page }) =>
              generations.every((one) => metric.generations.includes(one)) && !isShown(metric, page.types),
          ),
      );
      const names = unique(missing.map(({ name }) => name));
      if (names.length === 0) return [];
      return [
        {
          severity: 'warning' as const,
          subject: `${component} shows ${counted(names.length, 'metric')} no more that rules read: ${namesText(names)}`,
          evidence: [
            {
              query: 'GET /api/v1/targets/metadata',
              value: `${namesText(those.map(({ page }) => whoIs(page.labels)))}, by its names ${unique(those.flatMap(({ generations }) => generations)).join(' or ')}`,
            },
          ],
          meaning: 'What is made of them stays empty for these engines, with alerts that can not fire.',
          remedy:
            'Look at the arguments of the engine, and at its release: a newer one may have renamed them (docs/metrics.md). Then take a newer release of this program.',
          page: PAGES.runtimes,
          explains: names.map((name) => `metric:${name}` as const),
          mayFollowFrom: [`surface:${surface.name}` as const],
        },
      ];
    });
  }),
);
