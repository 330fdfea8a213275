import { SURFACES } from '../../../config/surfaces.js';
import { matches } from '../../../objects/selection.js';
import { check, type FindingOf } from '../../check.js';
import { PAGES } from '../../pages.js';
import { api, namesText } from '../../words.js';
import { isTargetOf } from './pod-target.js';

/** Errors of a scrape by which packets that nobody answers show. */
const UNANSWERED = /deadline exceeded|timeout|timed out|no route to host/i;

/** Targets that do not answer and that a NetworkPolicy selects. */
export const network = check(
  'kubernetes-network',
  ['kubernetes', 'prometheus'],
  ({ kubernetes, prometheus }, { plan }) => {
    const { policies = [], pods } = kubernetes;
    const all = SURFACES.flatMap((name) => (pods[name] ?? []).map((pod) => ({ name, pod })));
    const shut = (prometheus.targets ?? []).flatMap((target) => {
      if (target.health === 'up' || !UNANSWERED.test(target.lastError)) return [];
      const found = all.find(({ pod }) => isTargetOf(target, pod));
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
      page: PAGES.security,
      explains: [...new Set(shut.map(({ name }) => `surface:${name}` as const))],
    };
    return [finding];
  },
);
