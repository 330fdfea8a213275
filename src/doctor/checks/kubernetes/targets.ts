import { isOfTenants, SURFACES, type SurfaceName } from '../../../config/surfaces.js';
import type { Plan } from '../../../plan/plan.js';
import { type Check, check, type FindingOf } from '../../check.js';
import type { KubernetesAnswers, Pod } from '../../kubernetes/answers.js';
import { PAGES } from '../../pages.js';
import type { ActiveTarget } from '../../sources/prometheus-answers.js';
import { api, counted, namesText } from '../../words.js';
import { applications, phases } from './applications.js';
import { network } from './network.js';
import { type Reason, reasonFor } from './pod-reasons.js';
import { isTargetOf } from './pod-target.js';

const untargeted = check('kubernetes-targets', ['kubernetes'], ({ kubernetes }, { plan, sources }) =>
  withoutTarget(kubernetes, plan, sources.prometheus?.targets, (name, pod) => reasonFor(name, pod, kubernetes, plan)),
);

const unfound = check('kubernetes-unfound', ['kubernetes', 'prometheus'], ({ kubernetes, prometheus }, { plan }) =>
  // Without a list of targets nobody knows whether one is missing.
  prometheus.targets === undefined
    ? []
    : withoutTarget(kubernetes, plan, prometheus.targets, (name, pod) =>
        reasonFor(name, pod, kubernetes, plan) === undefined ? NOT_FOUND : undefined,
      ),
);

const NOT_FOUND: Reason = {
  severity: 'error',
  why: 'Prometheus has not found them',
  remedy:
    'Look at Status, Service discovery in Prometheus: either its account may not list them, its configuration was not reloaded, or a ' +
    'relabeling drops them.',
};

/** Pods that have no target, together by surface and reason; what has no reason is left out. */
function withoutTarget(
  kubernetes: KubernetesAnswers,
  plan: Plan,
  targets: readonly ActiveTarget[] | undefined,
  reasonOf: (name: SurfaceName, pod: Pod) => Reason | undefined,
): readonly FindingOf[] {
  return SURFACES.filter((name) => plan.environment.surfaces[name].enabled).flatMap((name) => {
    const pods = (kubernetes.pods[name] ?? []).filter((pod) => isLookedAt(name, pod, plan) && isAlive(pod));
    const reasons = new Map<string, { readonly reason: Reason; readonly pods: Pod[] }>();
    for (const pod of pods) {
      const reason = targets?.some((target) => isTargetOf(target, pod)) === true ? undefined : reasonOf(name, pod);
      if (reason === undefined) continue;
      const before = reasons.get(reason.why) ?? { reason, pods: [] };
      before.pods.push(pod);
      reasons.set(reason.why, before);
    }
    return [...reasons.values()].map(({ reason: { severity, why, remedy }, pods: alike }) => ({
      severity,
      subject: `${alike.length} of ${counted(pods.length, 'pod')} of ${name} cannot be targets: ${why}`,
      evidence: [
        {
          query: `kubectl --context=${kubernetes.context} get pods --all-namespaces`,
          value: namesText(alike.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)),
        },
        ...(targets === undefined ? [] : [{ query: api('/targets?state=active'), value: 'no target has their names' }]),
      ],
      meaning: 'They serve, and nothing of them is in any dashboard or alert.',
      remedy,
      page: PAGES.missing,
      ...(alike.length === pods.length ? { explains: [`surface:${name}` as const] } : {}),
      mayFollowFrom: [`surface:${name}` as const],
    }));
  });
}

/** Whether the monitors of a surface look into the namespace of a pod; another install may own the others. */
function isLookedAt(name: SurfaceName, { metadata }: Pod, { environment }: Plan): boolean {
  const { namespaces } = environment.tenants;
  return !isOfTenants(name) || namespaces === 'all' || namespaces.includes(metadata.namespace);
}

/** What has ended is no target, and is not meant to be one. */
function isAlive({ status: { phase } }: Pod): boolean {
  return phase !== 'Succeeded' && phase !== 'Failed';
}

/** Whether what runs can be found. */
export const targets: readonly Check[] = [applications, network, untargeted];
/** What is left where nothing of that is the reason. */
export const leftOver: readonly Check[] = [unfound, phases];
