import type { Environment } from '../config/environment.js';
import { EVERYTHING } from '../documented/everything.js';
import { planned } from '../documented/planned.js';
import { loadEnvironments } from '../files/load.js';
import type { Plan } from '../plan/plan.js';
import { knownNames } from '../rules/known-names.js';
import { askAlertmanager } from './alertmanager/answers.js';
import { assumedEnvironment } from './assumed.js';
import type { Examination } from './examination.js';
import { askGrafana } from './grafana/answers.js';
import { deliveredTo } from './grafana/delivered.js';
import { askKubernetes } from './kubernetes/asked.js';
import { askPrometheus, poolsAt, reachPrometheus } from './sources/prometheus.js';
import { accessOf, type WhereToLook } from './where-to-look.js';

const SOURCES = '--prometheus URL, --kube-context NAME, --alertmanager URL or --grafana URL';

/**
 * Asks the sources that are named. Throws where none is, where one does not answer at all, and InvalidEnvironments where there
 * is no such environment or something is wrong with it.
 */
export async function lookAround(where: WhereToLook): Promise<Examination> {
  const { prometheus, kubeContext, alertmanager, grafana } = where;
  if ([prometheus, kubeContext, alertmanager, grafana].every((one) => one === undefined)) {
    throw new Error(`say where to look: ${SOURCES}`);
  }
  const environment = environmentAsked(where);
  const isOfEnvironment = environment !== undefined;
  const client = prometheus === undefined ? undefined : await reachPrometheus({ ...where, prometheus });
  const pools = client === undefined ? undefined : await poolsAt(client);
  const plan = planned(environment ?? assumedEnvironment(pools ?? []));
  const ofPrometheus =
    client === undefined || prometheus === undefined
      ? undefined
      : await askPrometheus(client, { address: prometheus, pools, plan });
  const ofKubernetes =
    kubeContext === undefined
      ? undefined
      : askKubernetes({ context: kubeContext, environment: plan.environment, isOfEnvironment });
  const ofAlertmanager =
    alertmanager === undefined
      ? undefined
      : await askAlertmanager({ address: alertmanager, ...accessOf(where, 'alertmanager') }, client);
  const ofGrafana =
    grafana === undefined
      ? undefined
      : await askGrafana({
          address: grafana,
          uids: deliveredTo(plan).map(({ uid }) => uid),
          ...accessOf(where, 'grafana'),
        });
  return {
    plan,
    isOfEnvironment,
    now: Date.now(),
    sources: {
      ...(ofPrometheus === undefined ? {} : { prometheus: ofPrometheus.answers }),
      ...(ofKubernetes === undefined ? {} : { kubernetes: ofKubernetes.answers }),
      ...(ofAlertmanager === undefined ? {} : { alertmanager: ofAlertmanager.answers }),
      ...(ofGrafana === undefined ? {} : { grafana: ofGrafana.answers }),
    },
    unanswered: [ofPrometheus, ofKubernetes, ofAlertmanager, ofGrafana].flatMap((one) => one?.unanswered ?? []),
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
  return loadEnvironments(environments, knownNames, [environment], '--environment')[0];
}
