import { lostToEnforcement } from '../config/enforcement.js';
import { lostToGoogle } from '../config/google-collection.js';
import { lostToOldOperator } from '../objects/operator-fields.js';
import type { Plan } from '../plan/plan.js';
import { doubts } from '../rules/doubts.js';
import { crossingTenants } from '../rules/objectives/grouping.js';
import { alertsThatCannotFire } from '../rules/reach.js';
import { passingEnforced } from '../scraping/enforced-limits.js';
import type { Forecast } from '../scraping/forecast.js';
import { policiesTold } from '../scraping/policies-told.js';
import { sentToTenants } from '../scraping/sent-credentials.js';
import { keptRemoved, keptUnlisted } from '../scraping/surface-metrics.js';

/** What people are told of an environment once it is synthesized. */
export interface Told {
  readonly name: string;
  /** The series that targets are predicted to show and to keep. */
  readonly forecasts: readonly Forecast[];
  /** What to know of it, a sentence each; those about one thing are together, in an order that is the same everywhere. */
  readonly sentences: readonly (readonly string[])[];
}

/** What there is to tell of a plan; the plan itself, which is large, can be forgotten then. */
export function toldOf({ environment, scraped, promised }: Plan): Told {
  return {
    name: environment.name,
    forecasts: scraped.flatMap(({ forecasts }) => forecasts),
    sentences: [
      keptUnlisted(environment, scraped),
      keptRemoved(environment),
      passingEnforced(environment, scraped),
      sentToTenants(environment, scraped),
      policiesTold(environment),
      alertsThatCannotFire(environment),
      lostToOldOperator(environment),
      lostToEnforcement(environment),
      lostToGoogle(environment),
      doubts(environment),
      crossingTenants(promised.map(({ objective }) => objective)),
    ],
  };
}
