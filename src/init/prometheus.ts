import { z } from 'zod';
import type { Kubectl } from '../lib/kubectl.js';
import {
  KINDS,
  looksInto,
  type PrometheusObject,
  prometheusObject,
  SELECTED_KINDS,
} from '../objects/prometheus-object.js';
import type { Answers } from './answers.js';
import { discovers } from './discovery.js';
import { operatorRelease } from './operator-release.js';
import { named, onlyOne, type Seen, seen, sorted } from './seen.js';

const ARKS = 'arksapplications.arks.ai';
const PROMETHEUS = 'prometheuses.monitoring.coreos.com';

/**
 * Looks at the Prometheus of a cluster: where it is, what it selects by which labels and in which namespaces, and whether it may read
 * those of Arks; and by the definitions of custom resources, which operator reads what is written for it.
 */
export function prometheus(kubectl: Kubectl, kinds: readonly string[], definitions: readonly unknown[]): Seen {
  if (!kinds.includes(PROMETHEUS))
    return { answers: {}, notes: [`there is no ${PROMETHEUS}: no Prometheus Operator is installed`] };
  return seen('Prometheus', () => {
    const found = z.array(prometheusObject).parse(kubectl(PROMETHEUS, '--all-namespaces'));
    const [first] = found;
    const own = onlyOne(
      'Prometheus',
      found.map((one) => `${one.metadata.namespace}/${one.metadata.name}`),
      () => ({}),
    );
    if (first === undefined || found.length > 1) return own;
    return together([
      own,
      selectedBy(first),
      seen('namespaces', () => selectedIn(first, kubectl)),
      seen('what its ServiceAccount may do', () => allowed(first, kubectl)),
      beside(first, kubectl, kinds),
      operatorRelease(definitions),
    ]);
  });
}

/** The labels by which monitors of both kinds and rules are selected; none where everything is. */
function selectedBy({ spec }: PrometheusObject): Seen {
  const labels = new Map<string, string>();
  const notes: string[] = [];
  for (const kind of KINDS) {
    const name = SELECTED_KINDS[kind].labels;
    const by = spec[name];
    if (by === undefined) notes.push(`Prometheus selects no ${kind}s: spec.${name} is not set`);
    if ((by?.matchExpressions ?? []).length > 0)
      notes.push(`spec.${name} has matchExpressions, which --selector-labels must satisfy as well`);
    for (const [key, value] of Object.entries(by?.matchLabels ?? {})) {
      const other = labels.get(key);
      if (other !== undefined && other !== value)
        return {
          answers: {},
          notes: [`Prometheus selects ${kind}s by ${key}=${value}, and others by ${key}=${other}`],
        };
      labels.set(key, value);
    }
  }
  return { answers: { selectorLabels: Object.fromEntries(labels) }, notes };
}

/** Its own namespace where it selects there, or the only one in which it selects all that is written. */
function selectedIn(one: PrometheusObject, kubectl: Kubectl): Seen {
  const own = one.metadata.namespace;
  const byLabels = KINDS.some((kind) => one.spec[SELECTED_KINDS[kind].namespaces] !== undefined);
  const namespaces = byLabels
    ? z
        .array(named)
        .parse(kubectl('namespaces'))
        .map(({ metadata }) => metadata)
    : [];
  const selects = (name: string) => {
    const labels = namespaces.find((namespace) => namespace.name === name)?.labels ?? {};
    return KINDS.every((kind) => looksInto(one, kind, { name, labels }));
  };
  if (!byLabels || selects(own)) return { answers: { namespace: own }, notes: [] };
  const [first, ...others] = namespaces.map(({ name }) => name).filter(selects);
  const where = `Prometheus does not select everything in its own namespace ${own}`;
  if (first === undefined) return { answers: {}, notes: [`${where}, nor in another: label a namespace for it`] };
  if (others.length > 0)
    return { answers: {}, notes: [`${where}; --namespace may be ${[first, ...others].join(', ')}; none was chosen`] };
  return { answers: { namespace: first }, notes: [`${where}, but in ${first}`] };
}

/** Whether Prometheus finds targets anywhere already; the role for it is only written on request. */
function allowed({ metadata: { namespace }, spec: { serviceAccountName: name } }: PrometheusObject, kubectl: Kubectl) {
  const account = `ServiceAccount ${namespace}/${name} of Prometheus`;
  if (discovers(kubectl, { name, namespace }))
    return { answers: {}, notes: [`${account} may discover targets in every namespace`] };
  return {
    answers: { prometheusServiceAccount: { name, namespace } },
    notes: [`${account} may not discover targets in every namespace: a role for it is written`],
  };
}

/** Monitors stand beside their targets where Prometheus does not let them look elsewhere. */
function beside({ metadata: { namespace: own }, spec }: PrometheusObject, kubectl: Kubectl, kinds: readonly string[]) {
  const { ignoreNamespaceSelectors, enforcedNamespaceLabel } = spec;
  const notes =
    enforcedNamespaceLabel === '' ? [] : ['Prometheus enforces a label of namespaces: see docs/openshift.md'];
  if (!ignoreNamespaceSelectors) return { answers: {}, notes };
  const why = 'Prometheus ignores namespaceSelector, so each monitor must stand beside its targets';
  const tenants = kinds.includes(ARKS)
    ? sorted(
        z
          .array(named)
          .parse(kubectl(ARKS, '--all-namespaces'))
          .map((one) => one.metadata.namespace),
      )
    : [];
  if (tenants.length === 0)
    return { answers: {}, notes: [...notes, `${why}: --monitors perNamespace, with a list for --tenants`] };
  const elsewhere = spec.podMonitorNamespaceSelector === undefined && tenants.some((name) => name !== own);
  const answers: Answers = { monitors: 'perNamespace', tenants };
  return {
    answers,
    notes: [
      ...notes,
      `${why}; they are listed as they are today`,
      ...(elsewhere
        ? [`Prometheus selects no PodMonitors outside of ${own}: set spec.podMonitorNamespaceSelector`]
        : []),
    ],
  };
}

function together(looks: readonly Seen[]): Seen {
  return {
    answers: Object.assign({}, ...looks.map(({ answers }) => answers)),
    notes: looks.flatMap(({ notes }) => notes),
  };
}
