import { z } from 'zod';
import { createApp } from '../../app/app.js';
import type { Environment } from '../../config/environment.js';
import { SURFACES, type SurfaceName } from '../../config/surfaces.js';
import { type CanI, canIWith, type Kubectl, kubectlWith, reasonOf } from '../../lib/kubectl.js';
import { type PrometheusObject, prometheusObject } from '../../objects/prometheus-object.js';
import { surfaces } from '../../scraping/surfaces/index.js';
import type { Unanswered } from '../examination.js';
import { deniedOf, namespacesOf } from './access.js';
import * as answers from './answers.js';
import { podsOf, words } from './behind.js';

/** How a cluster is asked. */
export interface AskingKubernetes {
  readonly context: string;
  readonly environment: Environment;
  /** Whether the environment is that of the cluster: only then is it known what must be there. */
  readonly isOfEnvironment: boolean;
  readonly kubectl?: Kubectl;
  readonly canI?: CanI;
}

const OURS = '--selector=app.kubernetes.io/name=arks-monitoring';
const OPERATORS =
  '--selector=app.kubernetes.io/name in (prometheus-operator,kube-prometheus-stack-prometheus-operator)';
const KINDS = {
  ServiceMonitor: 'servicemonitors.monitoring.coreos.com',
  PodMonitor: 'podmonitors.monitoring.coreos.com',
  PrometheusRule: 'prometheusrules.monitoring.coreos.com',
} as const;
const APPLICATIONS = ['arksapplications.arks.ai', 'arksdisaggregatedapplications.arks.ai'];
/**
 * What an API server says that checks need; it is only asked to get, and whether Prometheus may. Throws where it answers nothing at all.
 */
export function askKubernetes({
  context,
  environment,
  isOfEnvironment,
  kubectl = kubectlWith(context),
  canI = canIWith(context),
}: AskingKubernetes): { readonly answers: answers.KubernetesAnswers; readonly unanswered: readonly Unanswered[] } {
  const unanswered: Unanswered[] = [];
  const got = <Shape extends z.ZodType>(shape: Shape, ...words: readonly string[]) => {
    try {
      return z.array(shape).parse(kubectl(...words));
    } catch (error) {
      unanswered.push({ source: 'kubernetes', query: `kubectl get ${words.join(' ')}`, reason: reasonOf(error) });
      return undefined;
    }
  };
  const everywhere = '--all-namespaces';
  const namespaces = z.array(answers.namespaceObject).parse(kubectl('namespaces'));
  const servers = got(prometheusObject, 'prometheuses.monitoring.coreos.com', everywhere);
  const prometheuses = servers && [...servers, ...agentsIn(kubectl)];
  const operators = got(answers.operatorObject, 'deployments.apps', everywhere, OPERATORS);
  const own = Object.values(KINDS).map((kind) => got(answers.ownObject, kind, everywhere, OURS));
  const applications = APPLICATIONS.map((kind) => got(answers.applicationObject, kind, everywhere));
  const policies = got(answers.policyObject, 'networkpolicies.networking.k8s.io', everywhere);
  const services: Partial<Record<SurfaceName, readonly answers.Service[]>> = {};
  const pods: Partial<Record<SurfaceName, readonly answers.Pod[]>> = {};
  for (const name of SURFACES.filter((one) => environment.surfaces[one].enabled)) {
    const { finds, selector, namespace } = surfaces[name];
    const where = namespace === undefined ? everywhere : `--namespace=${namespace(environment)}`;
    const ofServices =
      finds === 'services' ? got(answers.serviceObject, 'services', where, words(selector(environment))) : undefined;
    if (ofServices !== undefined) services[name] = ofServices;
    const behind = podsOf(name, environment);
    const ofPods = behind === undefined ? undefined : got(answers.podObject, 'pods', where, words(behind));
    if (ofPods !== undefined) pods[name] = ofPods;
  }
  const known = applications.flatMap((one) => one ?? []);
  const denied = deniedOf(prometheuses ?? [], namespacesOf(known, environment), canI, unanswered);
  return {
    unanswered,
    answers: {
      context,
      namespaces,
      services,
      pods,
      ...(prometheuses === undefined ? {} : { prometheuses }),
      ...(operators === undefined ? {} : { operators }),
      ...(own.includes(undefined) ? {} : { own: own.flatMap((one) => one ?? []) }),
      ...(isOfEnvironment ? { written: writtenBy(environment) } : {}),
      ...(applications.includes(undefined) ? {} : { applications: known }),
      ...(policies === undefined ? {} : { policies }),
      ...(denied === undefined ? {} : { denied }),
    },
  };
}

/** Prometheus in agent mode, which selects monitors as a server does; few clusters have the kind. */
function agentsIn(kubectl: Kubectl): readonly PrometheusObject[] {
  try {
    return z.array(prometheusObject).parse(kubectl('prometheusagents.monitoring.coreos.com', '--all-namespaces'));
  } catch {
    return [];
  }
}

/** The monitors and rules that synth writes for an environment. */
function writtenBy(environment: Environment): readonly answers.OwnObject[] {
  const kinds: readonly string[] = Object.keys(KINDS);
  return createApp([environment], '.')
    .charts.flatMap((chart): readonly unknown[] => chart.toJson())
    .flatMap((object) => answers.ownObject.safeParse(object).data ?? [])
    .filter(({ kind }) => kinds.includes(kind));
}
