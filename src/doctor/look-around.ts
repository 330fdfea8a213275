import { EVERYTHING } from '../documented/everything.js';
import { planned } from '../documented/planned.js';
import { loadEnvironments } from '../files/load.js';
import type { Plan } from '../plan/plan.js';
import { knownNames } from '../rules/known-names.js';
import type { Examination } from './examination.js';
import { askPrometheus } from './sources/prometheus.js';
import type { WhereToLook } from './where-to-look.js';

/**
 * Asks the sources that are named. Throws where none is, where one does not answer at all, and InvalidEnvironments where there
 * is no such environment or something is wrong with it.
 */
export async function lookAround(where: WhereToLook): Promise<Examination> {
  const { environment, prometheus } = where;
  if (prometheus === undefined) throw new Error('say where to look: --prometheus URL');
  const plan = planAsked(where);
  const asked = await askPrometheus(where, plan);
  return {
    plan,
    isOfEnvironment: environment !== undefined,
    now: Date.now(),
    sources: { prometheus: asked.answers },
    unanswered: asked.unanswered,
  };
}

/** The plan of the environment that is asked for, or of one in which everything is on. Throws InvalidEnvironments. */
export function planAsked({ environment, environments }: Pick<WhereToLook, 'environment' | 'environments'>): Plan {
  if (environment === undefined) return planned(EVERYTHING);
  const [found] = loadEnvironments(environments, knownNames, [environment]);
  return planned(found ?? EVERYTHING);
}
