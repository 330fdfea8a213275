import { z } from 'zod';
import { createApp } from '../../app/app.js';
import type { Environment } from '../../config/environment.js';
import { OF_PLATFORM, SURFACES, type SurfaceName } from '../../config/surfaces.js';
import { type CanI, canIWith, type Kubectl, kubectlWith, reasonOf } from '../../lib/kubectl.js';
import type { LabelSelector } from '../../objects/selection.js';
import { namespaceOf } from '../../scraping/places.js';
import type { ScrapeSettings } from '../../scraping/settings.js';
import { surfaces } from '../../scraping/surfaces/index.js';
import type { Unanswered } from '../examination.js';
import * as answers from './answers.js';

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
/** What discovery reads. */
const READ = ['services', 'endpoints', 'pods'];
/** Each namespace is three questions, and the next tenant is seldom denied what the first is granted. */
const MOST_NAMESPACES = 8;

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
  const servers = got(answers.prometheusObject, 'prometheuses.monitoring.coreos.com', everywhere);
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
function agentsIn(kubectl: Kubectl): readonly answers.Prometheus[] {
  try {
    return z
      .array(answers.prometheusObject)
      .parse(kubectl('prometheusagents.monitoring.coreos.com', '--all-namespaces'));
  } catch {
    return [];
  }
}

/** The pods that answer at a surface; undefined where it has none that somebody else runs. */
function podsOf(name: SurfaceName, settings: ScrapeSettings): LabelSelector | undefined {
  const { asPod, answers: behind, finds, selector } = surfaces[name];
  if (finds === 'pods') return selector(settings);
  return asPod?.(settings).selector ?? behind?.(settings).pods;
}

/** A selector as kubectl takes it. */
function words({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  const parts = [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => {
      if (operator === 'Exists') return key;
      if (operator === 'DoesNotExist') return `!${key}`;
      return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
    }),
  ];
  return `--selector=${parts.join(',')}`;
}

/** Where monitors look: tenants that have applications, or are listed, and the platform. */
function namespacesOf(applications: readonly answers.Application[], settings: ScrapeSettings): readonly string[] {
  const { namespaces } = settings.tenants;
  const tenants = namespaces === 'all' ? applications.map(({ metadata }) => metadata.namespace) : namespaces;
  const platform = OF_PLATFORM.filter((name) => settings.surfaces[name].enabled);
  return [...new Set([...tenants, ...platform.map((name) => namespaceOf(name, settings))])].slice(0, MOST_NAMESPACES);
}

function deniedOf(
  prometheuses: readonly answers.Prometheus[],
  namespaces: readonly string[],
  canI: CanI,
  unanswered: Unanswered[],
): readonly answers.Denied[] | undefined {
  const accounts = prometheuses.map(
    ({ metadata, spec }) => `system:serviceaccount:${metadata.namespace}:${spec.serviceAccountName}`,
  );
  try {
    return [...new Set(accounts)].flatMap((account) =>
      namespaces.flatMap((namespace) =>
        READ.flatMap((resource) =>
          canI(account, namespace, 'list', resource) ? [] : [{ account, namespace, verb: 'list', resource }],
        ),
      ),
    );
  } catch (error) {
    const query = 'kubectl auth can-i list pods --as=<ServiceAccount of Prometheus>';
    unanswered.push({ source: 'kubernetes', query, reason: reasonOf(error) });
    return undefined;
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
