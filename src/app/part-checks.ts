import type { Environment } from '../config/environment.js';
import { SURFACES } from '../config/surfaces.js';
import { extraDashboards } from '../dashboards/extra.js';
import { foundIn, type Parts } from '../files/parts.js';
import type { Problem } from '../lib/problem.js';
import { extraRules } from '../rules/extra/read.js';
import { thresholdProblem } from '../rules/objectives/grid-check.js';
import { unmeasuredObjective } from '../rules/objectives/measured.js';
import { wronglyDeclaredMetric } from '../scraping/declared-checks.js';
import { scrapingNothing } from '../scraping/enforced-limits.js';
import { overBudgetAt } from '../scraping/forecast.js';
import { LABEL_CHECKS } from '../scraping/label-checks.js';
import { passedChecks } from '../scraping/passed-checks.js';
import { wronglyKeptEntry } from '../scraping/surface-metrics.js';

type Check = (environment: Parts['environment']) => readonly Problem[];

/**
 * What can be said of an environment that is wrong somewhere, without guessing what was meant there: each check runs where all that it
 * reads is right, and each is as small as what it is about. Objects are not made, so that what only they show waits until the file is right.
 */
export function partProblems(parts: Parts): readonly Problem[] {
  return checksOf(parts.environment).flatMap((check) => foundIn(parts, check));
}

/** A check for each thing that can be wrong by itself: an entry of a list, a surface, a setting. */
function checksOf({ scrape, metrics, slos = [] }: Pick<Environment, 'scrape' | 'metrics' | 'slos'>): readonly Check[] {
  return [
    ...slos.flatMap((one, index): readonly Check[] => [
      (environment) => thresholdProblem(environment, environment.slos?.[index] ?? one, index),
      (environment) => unmeasuredObjective(environment, environment.slos?.[index] ?? one, index),
    ]),
    ...SURFACES.map(
      (surface): Check =>
        (environment) =>
          overBudgetAt(surface, environment),
    ),
    ...LABEL_CHECKS,
    scrapingNothing,
    ...passedChecks({ scrape }),
    ...scrape.keep.map(
      (_, index): Check =>
        (environment) =>
          wronglyKeptEntry(environment, index),
    ),
    ...metrics.map(
      (_, index): Check =>
        (environment) =>
          wronglyDeclaredMetric(environment, index),
    ),
    (environment) => extraDashboards(environment).problems,
    (environment) => extraRules(environment).problems,
  ];
}
