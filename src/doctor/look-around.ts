import type { Environment } from '../config/environment.js';
import { planned } from '../documented/planned.js';
import { loadEnvironments } from '../files/load.js';
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

/** Throws InvalidEnvironments where there is no such environment. */
function environmentAsked({ environment, environments }: WhereToLook): Environment | undefined {
  if (environment === undefined) return undefined;
  return loadEnvironments(environments, knownNames, [environment])[0];
}
