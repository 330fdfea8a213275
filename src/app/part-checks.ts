import { extraDashboards } from '../dashboards/extra.js';
import { hasParts, type Parts } from '../files/parts.js';
import type { Problem } from '../lib/problem.js';
import { thresholdProblems } from '../rules/objectives/grid-check.js';
import { unmeasuredObjectives } from '../rules/objectives/measured.js';
import { overBudget } from '../scraping/forecast.js';
import { wrongLabels } from '../scraping/label-checks.js';
import { wronglyPassed } from '../scraping/passed-checks.js';
import { wronglyKept } from '../scraping/surface-metrics.js';

/**
 * What can be said of an environment that is wrong somewhere, without guessing what was meant there: each check runs where all
 * sections that it reads are right. Objects are not made, so that what only they show waits until the file is right.
 */
export function partProblems(parts: Parts): readonly Problem[] {
  const objectives = parts.slos ?? [];
  return [
    ...(hasParts(parts, 'runtimes', 'sizing') ? thresholdProblems(parts, objectives) : []),
    ...(hasParts(parts, 'surfaces') ? unmeasuredObjectives(parts, objectives) : []),
    ...scrapeProblems(parts),
    ...(hasParts(parts, 'grafana') ? extraDashboards(parts).problems : []),
  ];
}

function scrapeProblems(parts: Parts): readonly Problem[] {
  const areKnown =
    hasParts(parts, 'arks', 'cluster', 'gateway', 'monitoring', 'runtimes') &&
    hasParts(parts, 'prometheus', 'scrape', 'sizing', 'surfaces', 'tenants');
  if (!areKnown) return [];
  const passed = hasParts(parts, 'alerts') ? wronglyPassed(parts) : [];
  return [...overBudget(parts), ...wrongLabels(parts), ...passed, ...wronglyKept(parts)];
}
