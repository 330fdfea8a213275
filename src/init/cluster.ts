import { z } from 'zod';
import { STARTED_BY_ARKS } from '../config/runtimes.js';
import type { Kubectl } from '../lib/kubectl.js';
import { prometheus } from './prometheus.js';
import { named, onlyOne, type Seen, seen, sorted } from './seen.js';

const ARKS = 'arksapplications.arks.ai';
const GATEWAY = 'gateways.gateway.networking.k8s.io';
const OPERATOR_LABEL = 'app.kubernetes.io/name=arks-operator';
const ENVOY_LABEL = 'gateway.envoyproxy.io/owning-gateway-name';

const application = named.extend({
  spec: z.object({ runtime: z.string().default('') }).default({ runtime: '' }),
});
/**
 * Looks at a cluster: where Arks, its applications, the Gateway with its Envoys and Prometheus are. What cannot be seen, or is there more
 * than once, has no answer and a note. Throws where the API server does not answer at all.
 */
export function seenIn(kubectl: Kubectl): Seen {
  const definitions = kubectl('customresourcedefinitions');
  const kinds = z
    .array(named)
    .parse(definitions)
    .map((kind) => kind.metadata.name);
  const looks = [applications, operator, gateway, prometheus].map((look) => look(kubectl, kinds, definitions));
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

function namespacesOf(objects: readonly unknown[]): readonly string[] {
  return sorted(
    z
      .array(named)
      .parse(objects)
      .map((one) => one.metadata.namespace),
  );
}
