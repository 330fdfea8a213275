import type { Environment } from '../config/environment.js';
import { EVERYTHING } from '../documented/everything.js';
import { planned } from '../documented/planned.js';
import { loadEnvironments } from '../files/load.js';
import type { Plan } from '../plan/plan.js';
import { knownNames } from '../rules/known-names.js';
import { assumedEnvironment } from './assumed.js';
import type { Examination } from './examination.js';
import { askPrometheus, poolsAt, reachPrometheus } from './sources/prometheus.js';
import type { WhereToLook } from './where-to-look.js';

/**
 * Asks the sources that are named. Throws where none is, where one does not answer at all, and InvalidEnvironments where there
 * is no such environment or something is wrong with it.
 */
export async function lookAround(where: WhereToLook): Promise<Examination> {
  const { prometheus } = where;
  if (prometheus === undefined) throw new Error('say where to look: --prometheus URL');
  const environment = environmentAsked(where);
  const client = await reachPrometheus({ ...where, prometheus });
  const pools = await poolsAt(client);
  const plan = planned(environment ?? assumedEnvironment(pools ?? []));
  const { answers, unanswered } = await askPrometheus(client, { address: prometheus, pools, plan });
  return {
    plan,
    isOfEnvironment: environment !== undefined,
    now: Date.now(),
    sources: { prometheus: answers },
    unanswered,
  };
}

/** The plan of the environment that is asked for, or of one in which everything is on. Throws InvalidEnvironments. */
export function planAsked(asked: Pick<WhereToLook, 'environment' | 'environments'>): Plan {
  return planned(environmentAsked(asked) ?? EVERYTHING);
}

/** Throws InvalidEnvironments where there is no such environment. */
function environmentAsked({
  environment,
  environments,
}: Pick<WhereToLook, 'environment' | 'environments'>): Environment | undefined {
  if (environment === undefined) return undefined;
  return loadEnvironments(environments, knownNames, [environment])[0];
}
