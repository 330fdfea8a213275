import { z } from 'zod';
import { STARTED_BY_ARKS } from '../config/runtimes.js';
import { type Kubectl, reasonOf } from '../lib/kubectl.js';
import type { Answers } from './answers.js';

/** What a cluster says of a first environment. */
export interface Seen {
  readonly answers: Answers;
  /** What was seen and what was not, a sentence each. */
  readonly notes: readonly string[];
}

const ARKS = 'arksapplications.arks.ai';
const PROMETHEUS = 'prometheuses.monitoring.coreos.com';
const GATEWAY = 'gateways.gateway.networking.k8s.io';
const OPERATOR_LABEL = 'app.kubernetes.io/name=arks-operator';
const ENVOY_LABEL = 'gateway.envoyproxy.io/owning-gateway-name';

const metadata = z.object({ name: z.string(), namespace: z.string().default('') });
const named = z.object({ metadata });
const application = z.object({
  metadata,
  spec: z.object({ runtime: z.string().default('') }).default({ runtime: '' }),
});
const selector = z.object({ matchLabels: z.record(z.string(), z.string()).default({}) }).optional();
const prometheus = z.object({
  metadata,
  spec: z
    .object({ serviceMonitorSelector: selector, podMonitorSelector: selector, ruleSelector: selector })
    .default({}),
});

/**
 * Looks at a cluster: where Arks, its applications, the Gateway with its Envoys and Prometheus are. What cannot be seen, or is there more
 * than once, has no answer and a note. Throws where the API server does not answer at all.
 */
export function seenIn(kubectl: Kubectl): Seen {
  const kinds = z
    .array(named)
    .parse(kubectl('customresourcedefinitions'))
    .map((kind) => kind.metadata.name);
  const looks = [applications, operator, gateway, monitoring].map((look) => look(kubectl, kinds));
  return {
    answers: Object.assign({}, ...looks.map(({ answers }) => answers)),
    notes: looks.flatMap(({ notes }) => notes),
  };
}

function applications(kubectl: Kubectl, kinds: readonly string[]): Seen {
  if (!kinds.includes(ARKS)) return { answers: {}, notes: [`there is no ${ARKS}: Arks is not installed there`] };
  return seen('applications of Arks', () => {
    const found = z.array(application).parse(kubectl(ARKS, '--all-namespaces'));
    const namespaces = sorted(found.map((one) => one.metadata.namespace));
    const runtimes = STARTED_BY_ARKS.filter((runtime) => found.some(({ spec }) => spec.runtime === runtime));
    if (found.length === 0) return { answers: {}, notes: ['there is no ArksApplication yet'] };
    const where = `${found.length} ArksApplications in ${namespaces.join(', ')}`;
    return {
      answers: runtimes.length === 0 ? {} : { runtimes },
      notes: [`${where}; --tenants ${namespaces.join(',')} watches only these`],
    };
  });
}

function operator(kubectl: Kubectl): Seen {
  return seen('the operator', () =>
    onlyOne(
      'operator of Arks',
      namespacesOf(kubectl('services', '--all-namespaces', `--selector=${OPERATOR_LABEL}`)),
      (arksNamespace) => ({
        arksNamespace,
      }),
    ),
  );
}

function gateway(kubectl: Kubectl, kinds: readonly string[]): Seen {
  if (!kinds.includes(GATEWAY)) return { answers: {}, notes: [`there is no ${GATEWAY}`] };
  return seen('the Gateway', () => {
    const gateways = z
      .array(named)
      .parse(kubectl(GATEWAY, '--all-namespaces'))
      .map((one) => one.metadata);
    const names = gateways.map(({ name, namespace }) => `${namespace}/${name}`);
    const own = onlyOne('Gateway', names, (found) => {
      const [gatewayNamespace = '', gatewayName = ''] = found.split('/');
      return { gatewayNamespace, gatewayName };
    });
    const envoys = namespacesOf(kubectl('pods', '--all-namespaces', `--selector=${ENVOY_LABEL}`));
    const envoy = onlyOne('namespace of Envoy pods', envoys, (envoyNamespace) => ({ envoyNamespace }));
    return { answers: { ...own.answers, ...envoy.answers }, notes: [...own.notes, ...envoy.notes] };
  });
}

function monitoring(kubectl: Kubectl, kinds: readonly string[]): Seen {
  if (!kinds.includes(PROMETHEUS))
    return { answers: {}, notes: [`there is no ${PROMETHEUS}: no Prometheus Operator is installed`] };
  return seen('Prometheus', () => {
    const found = z.array(prometheus).parse(kubectl(PROMETHEUS, '--all-namespaces'));
    const names = found.map((one) => `${one.metadata.namespace}/${one.metadata.name}`);
    const [first] = found;
    return onlyOne('Prometheus', names, () => ({
      namespace: first?.metadata.namespace ?? '',
      selectorLabels: selectedBy(first?.spec ?? {}),
    }));
  });
}

/** The labels by which monitors of both kinds and rules are selected; none where everything is. */
function selectedBy(spec: z.output<typeof prometheus>['spec']): Readonly<Record<string, string>> {
  const selectors = [spec.serviceMonitorSelector, spec.podMonitorSelector, spec.ruleSelector];
  return Object.assign({}, ...selectors.map((one) => one?.matchLabels ?? {}));
}

function namespacesOf(objects: readonly unknown[]): readonly string[] {
  return sorted(
    z
      .array(named)
      .parse(objects)
      .map((one) => one.metadata.namespace),
  );
}

/** An answer where one is found; otherwise what there is to choose from. */
function onlyOne(what: string, found: readonly string[], answer: (one: string) => Answers): Seen {
  const [first, ...others] = found;
  if (first === undefined) return { answers: {}, notes: [`no ${what} was found`] };
  if (others.length > 0)
    return { answers: {}, notes: [`there are several: ${what} ${found.join(', ')}; none was chosen`] };
  return { answers: answer(first), notes: [`${what}: ${first}`] };
}

/** What one look yields; that it may not look is no reason not to look elsewhere. */
function seen(what: string, look: () => Seen): Seen {
  try {
    return look();
  } catch (error) {
    return { answers: {}, notes: [`${what} could not be seen: ${reasonOf(error)}`] };
  }
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
