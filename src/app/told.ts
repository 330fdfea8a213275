import { lostToEnforcement } from '../config/enforcement.js';
import { lostToGoogle } from '../config/google-collection.js';
import { placeOf } from '../files/written.js';
import type { ProblemPlace } from '../lib/problem.js';
import type { Remark } from '../lib/remark.js';
import { lostToOldOperator } from '../objects/operator-fields.js';
import type { Plan } from '../plan/plan.js';
import { doubts } from '../rules/doubts.js';
import { crossingTenants } from '../rules/objectives/grouping.js';
import { alertsThatCannotFire } from '../rules/reach.js';
import { relativeLinks } from '../rules/relative-links.js';
import { passingEnforced } from '../scraping/enforced-limits.js';
import type { Forecast } from '../scraping/forecast.js';
import { policiesTold } from '../scraping/policies-told.js';
import { sentToTenants } from '../scraping/sent-credentials.js';
import { keptRemoved, keptUnlisted } from '../scraping/surface-metrics.js';

/** A sentence that people are told, and where the setting that it is about is written; absent where it is about none. */
export interface ToldSentence {
  readonly message: string;
  readonly place?: ProblemPlace;
}

/** What people are told of an environment once it is synthesized. */
export interface Told {
  readonly name: string;
  /** The series that targets are predicted to show and to keep. */
  readonly forecasts: readonly Forecast[];
  /** What to know of it; those about one thing are together, in an order that is the same everywhere. */
  readonly sentences: readonly (readonly ToldSentence[])[];
}

/** What there is to tell of a plan; the plan itself, which is large, can be forgotten then. */
export function toldOf({ environment, scraped, promised }: Plan): Told {
  const told = ({ message, setting }: Remark): ToldSentence =>
    setting === undefined ? { message } : { message, place: placeOf(environment, setting) };
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
      relativeLinks(environment),
      crossingTenants(
        promised.map(({ objective }) => objective),
        environment,
      ),
    ].map((about) => about.map(told)),
  };
}
