import { STARTED_BY_ARKS } from '../../../config/runtimes.js';
import { isOfTenants, SURFACES, type SurfaceName } from '../../../config/surfaces.js';
import { matches } from '../../../objects/selection.js';
import type { Plan } from '../../../plan/plan.js';
import { monitorOf } from '../../../scraping/monitors.js';
import { surfaces } from '../../../scraping/surfaces/index.js';
import { type Check, check, type FindingOf } from '../../check.js';
import type { Severity } from '../../finding.js';
import type { KubernetesAnswers, Pod } from '../../kubernetes/answers.js';
import type { ActiveTarget } from '../../sources/prometheus-answers.js';
import { api, counted, namesText } from '../../words.js';

const MISSING = 'docs/runbooks/troubleshooting-metrics-missing.md';
const SURFACES_PAGE = 'docs/surfaces.md';
const APPLICATION = 'arks.ai/application';
/** Errors of a scrape by which packets that nobody answers show. */
const UNANSWERED = /deadline exceeded|timeout|timed out|no route to host/i;

/** Why a pod is no target, as far as the cluster says it, and what to do about it. */
interface Reason {
  readonly severity: Severity;
  readonly why: string;
  readonly remedy: string;
}

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
      const reason = targets?.some((target) => isOf(target, pod)) === true ? undefined : reasonOf(name, pod);
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
      page: MISSING,
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

function isOf({ labels }: ActiveTarget, { metadata: { name, namespace } }: Pod): boolean {
  return labels['pod'] === name && labels['namespace'] === namespace;
}

function reasonFor(name: SurfaceName, pod: Pod, kubernetes: KubernetesAnswers, plan: Plan): Reason | undefined {
  const { metadata, spec, status } = pod;
  if (status.phase === 'Pending') {
    return {
      severity: 'warning',
      why: 'they are Pending',
      remedy: 'kubectl describe pod says why; a pod without an address is no target.',
    };
  }
  if (isOfTenants(name) && !metadata.ownerReferences.some(({ controller }) => controller === true)) {
    return {
      severity: 'warning',
      why: 'no controller owns them',
      remedy:
        'Only pods that Arks starts are scraped; let an ArksApplication start it, or see surfaces.unmanagedRuntime.',
    };
  }
  const monitor = monitorOf(name, plan.environment);
  if (monitor.finds === 'pods') {
    const [endpoint] = monitor.spec.podMetricsEndpoints;
    const ports = spec.containers.flatMap((container) => container.ports);
    const { port, portNumber } = endpoint ?? {};
    if (port !== undefined && !ports.some((one) => one.name === port)) return portReason(`port named ${port}`);
    if (portNumber !== undefined && !ports.some((one) => one.containerPort === portNumber)) {
      return portReason(`port ${portNumber}`);
    }
    return undefined;
  }
  return serviceReason(name, pod, kubernetes, monitor.spec.endpoints[0]?.port, plan);
}

function portReason(port: string): Reason {
  return {
    severity: 'error',
    why: `no container of them declares the ${port}`,
    remedy:
      'The monitor finds a pod by that port: declare it in the pod, or set what surfaces and scrape.endpoints say of it.',
  };
}

function serviceReason(
  name: SurfaceName,
  { metadata }: Pod,
  { services, context }: KubernetesAnswers,
  port: string | undefined,
  plan: Plan,
): Reason | undefined {
  const all = services[name];
  if (all === undefined) return undefined;
  const application = metadata.labels[APPLICATION];
  const wanted = name === 'runtime' && application !== undefined ? `arks-application-${application}` : undefined;
  const own = all.filter(
    (service) =>
      service.metadata.namespace === metadata.namespace && (wanted === undefined || service.metadata.name === wanted),
  );
  if (own.length === 0) {
    const selector = Object.entries(surfaces[name].selector(plan.environment).matchLabels)
      .map(([key, value]) => `${key}=${value}`)
      .join(',');
    return {
      severity: 'error',
      why: `no Service${wanted === undefined ? '' : ` ${wanted}`} with the labels ${selector}`,
      remedy: `kubectl --context=${context} --namespace=${metadata.namespace} get services --show-labels: Arks gives its Services these labels; what takes them away must not.`,
    };
  }
  if (port === undefined || own.some(({ spec }) => spec.ports.some((one) => one.name === port))) return undefined;
  return {
    severity: 'error',
    why: `their Service has no port named ${port}`,
    remedy: `Name the port of the metrics ${port} in the Service, as Arks does.`,
  };
}

const network = check('kubernetes-network', ['kubernetes', 'prometheus'], ({ kubernetes, prometheus }, { plan }) => {
  const { policies = [], pods } = kubernetes;
  const all = SURFACES.flatMap((name) => (pods[name] ?? []).map((pod) => ({ name, pod })));
  const shut = (prometheus.targets ?? []).flatMap((target) => {
    if (target.health === 'up' || !UNANSWERED.test(target.lastError)) return [];
    const found = all.find(({ pod }) => isOf(target, pod));
    const policy = policies.find(
      ({ metadata, spec }) =>
        found !== undefined &&
        metadata.namespace === found.pod.metadata.namespace &&
        spec.policyTypes.includes('Ingress') &&
        matches(spec.podSelector, found.pod.metadata),
    );
    return found === undefined || policy === undefined ? [] : [{ ...found, policy, target }];
  });
  const [first] = shut;
  if (first === undefined) return [];
  const { namespace } = first.policy.metadata;
  const finding: FindingOf = {
    severity: 'error',
    subject: `a NetworkPolicy stands between Prometheus and ${shut.length} targets`,
    evidence: [
      { query: `${api('/targets?state=active')}: lastError`, value: first.target.lastError },
      {
        query: `kubectl --context=${kubernetes.context} --namespace=${namespace} get networkpolicies`,
        value: `${first.policy.metadata.name} selects ${first.pod.metadata.name}`,
      },
    ],
    meaning: `Packets of Prometheus get no answer, as it is where a policy lets nobody of its namespace in: ${namesText(shut.map(({ target }) => target.url))}.`,
    remedy: plan.environment.scrape.networkPolicies.enabled
      ? 'Check that scrape.networkPolicies names the labels and the namespace that the pods of Prometheus have.'
      : 'Set scrape.networkPolicies.enabled, which writes a policy that lets Prometheus in, or let it in yourself.',
    page: 'docs/security.md',
    explains: [...new Set(shut.map(({ name }) => `surface:${name}` as const))],
  };
  return [finding];
});

const applications = check(
  'kubernetes-applications',
  ['kubernetes'],
  ({ kubernetes }, { plan, isOfEnvironment }): readonly FindingOf[] => {
    const { applications: all, context } = kubernetes;
    if (all === undefined || !isOfEnvironment) return [];
    const { tenants, runtimes } = plan.environment;
    const name = ({ metadata }: (typeof all)[number]) => `${metadata.namespace}/${metadata.name}`;
    const query = `kubectl --context=${context} get arksapplications,arksdisaggregatedapplications --all-namespaces`;
    const { namespaces } = tenants;
    const outside = namespaces === 'all' ? [] : all.filter(({ metadata }) => !namespaces.includes(metadata.namespace));
    const unserved = STARTED_BY_ARKS.filter(
      (runtime) => !runtimes.includes(runtime) && all.some(({ spec }) => spec.runtime === runtime),
    );
    return [
      ...(unserved.length === 0
        ? []
        : [
            {
              severity: 'error' as const,
              subject: `applications run ${unserved.join(', ')}, which runtimes does not name`,
              evidence: [
                {
                  query,
                  value: namesText(all.filter(({ spec }) => unserved.some((one) => one === spec.runtime)).map(name)),
                },
                { query: `runtimes of ${plan.environment.name}`, value: runtimes.join(', ') },
              ],
              meaning: 'Their targets are scraped, and nothing of them is kept.',
              remedy: `Add ${unserved.join(', ')} to runtimes.`,
              page: 'docs/runtimes.md',
            },
          ]),
      ...(outside.length === 0
        ? []
        : [
            {
              severity: 'warning' as const,
              subject: `${outside.length} applications are in namespaces that tenants.namespaces does not name`,
              evidence: [
                { query, value: namesText(outside.map(name)) },
                { query: `tenants.namespaces of ${plan.environment.name}`, value: namesText([...namespaces]) },
              ],
              meaning: 'No monitor looks there.',
              remedy: 'Name the namespace in tenants.namespaces, or leave it to the install that watches it.',
              page: SURFACES_PAGE,
            },
          ]),
    ];
  },
);

const phases = check(
  'kubernetes-phases',
  ['kubernetes'],
  ({ kubernetes: { applications: all = [], context } }): readonly FindingOf[] => {
    const idle = all.filter(({ status }) => status.phase !== 'Running');
    if (idle.length === 0) return [];
    return [
      {
        severity: 'note',
        subject: `${idle.length} of ${all.length} applications are not Running`,
        evidence: [
          {
            query: `kubectl --context=${context} get arksapplications,arksdisaggregatedapplications --all-namespaces`,
            value: namesText(
              idle.map(
                ({ metadata, status }) =>
                  `${metadata.namespace}/${metadata.name}: ${status.phase === '' ? 'no phase' : status.phase}`,
              ),
            ),
          },
        ],
        meaning: 'Until they are, targets of theirs may be missing, and that is right.',
        remedy: 'Nothing here; kubectl describe says what they wait for.',
        page: 'docs/runbooks/ArksApplicationFailed.md',
      },
    ];
  },
);

/** Whether what runs can be found. */
export const targets: readonly Check[] = [applications, network, untargeted];
/** What is left where nothing of that is the reason. */
export const leftOver: readonly Check[] = [unfound, phases];
