import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { type FromFile, longestSetting, placeOf } from '../files/written.js';
import type { Problem } from '../lib/problem.js';
import { emptySelections } from '../objects/empty-selections.js';
import type { Manifest } from '../objects/manifest.js';
import { duplicates, schemaProblems, sizeProblems } from '../objects/object-problems.js';
import { ruleFileProblems } from '../objects/rule-file-checks.js';
import type { Plan } from '../plan/plan.js';
import { wronglyNamedEvents } from '../rules/objectives/events-check.js';
import { thresholdProblems } from '../rules/objectives/grid-check.js';
import { unmeasuredObjectives } from '../rules/objectives/measured.js';
import { wronglyDeclared } from '../scraping/declared-checks.js';
import { scrapingNothing } from '../scraping/enforced-limits.js';
import { overBudget } from '../scraping/forecast.js';
import { wrongLabels } from '../scraping/label-checks.js';
import { wronglyPassed } from '../scraping/passed-checks.js';
import { wronglyKept } from '../scraping/surface-metrics.js';
import { checkedBy } from './checked.js';
import { manifestsBelow, titlesBelow } from './manifests.js';

/** What makes objects of rules and monitors large; dashboards are told with their files. */
const WHAT_IS_LONG = 'shorten what is long in it';

/** Makes synth refuse what can only be known of all objects together: schemas, names, sizes, selections, labels and budgets. */
export function checkObjects(scope: Construct, plan: Plan): void {
  const { environment, scraped, promised } = plan;
  checkedBy(scope, () => {
    const manifests = manifestsBelow(scope);
    const objectives = promised.map(({ objective }) => objective);
    return [
      ...objectProblems(scope, manifests, environment),
      ...[...emptySelections(manifests, environment), ...ruleFileProblems(manifests, environment)].map((message) => ({
        ...placeOf(environment),
        message,
      })),
      ...tooLong(manifests, environment),
      ...overBudget(
        environment,
        scraped.flatMap(({ forecasts }) => forecasts),
      ),
      ...thresholdProblems(environment, objectives),
      ...unmeasuredObjectives(environment, objectives),
      ...wronglyNamedEvents(environment, plan),
      ...wrongLabels(environment, scraped),
      ...scrapingNothing(environment),
      ...wronglyPassed(environment),
      ...wronglyKept(environment),
      ...wronglyDeclared(environment),
    ];
  });
}

/** Makes synth refuse an Application that its schema, or another of the same name, forbids. */
export function checkApplication(scope: Construct, environment: FromFile): void {
  checkedBy(scope, () => {
    const manifests = manifestsBelow(scope);
    return [
      ...objectProblems(scope, manifests, environment),
      ...sizeProblems(manifests).map((message) => ({ ...placeOf(environment, ['argocd']), message })),
    ];
  });
}

/** What is wrong with objects whatever they are for: against their schemas, with their names. */
function objectProblems(scope: Construct, manifests: readonly Manifest[], environment: FromFile): readonly Problem[] {
  const again = duplicates(
    manifests.map(({ title }) => title),
    titlesBelow(Chart.of(scope)),
  );
  return [...schemaProblems(manifests, environment), ...again.map((message) => ({ ...placeOf(environment), message }))];
}

/** The longest setting need not be the one that is too long; it is where most can be gained. */
function tooLong(manifests: readonly Manifest[], environment: FromFile): readonly Problem[] {
  const longest = longestSetting(environment);
  const such = longest.length === 0 ? '' : `, such as ${longest.join('.')}`;
  return sizeProblems(manifests).map((problem) => ({
    ...placeOf(environment, longest),
    message: `${problem}; ${WHAT_IS_LONG}${such}`,
  }));
}
