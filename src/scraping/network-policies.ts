import { nameWithin } from '../config/install-name.js';
import { isOfTenants, SURFACES, type SurfaceName } from '../config/surfaces.js';
import type { Answers } from './monitor-spec.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

const HIGHEST_PORT = 65_535;
const PROTOCOLS = ['TCP', 'UDP', 'SCTP'] as const;
/** Every namespace has it since Kubernetes 1.21. */
const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
/** What the operators label the pods with that scrape. */
const SCRAPER = { prometheus: 'prometheus', victoriametrics: 'vmagent' } as const;

/** Some ports of a pod, from one to another. */
interface Ports {
  readonly protocol: (typeof PROTOCOLS)[number];
  readonly port: number;
  readonly endPort?: number;
}

/** Pods with these labels in the namespace of this name. */
export interface Peer {
  readonly namespaceSelector: { readonly matchLabels: Readonly<Record<string, string>> };
  readonly podSelector: { readonly matchLabels: Readonly<Record<string, string>> };
}

/** What a NetworkPolicy of ours says. Whoever `from` leaves out may be anybody. */
export interface PolicySpec {
  readonly podSelector: Answers['pods'];
  readonly policyTypes: readonly ['Ingress'];
  readonly ingress: readonly { readonly from?: readonly Peer[]; readonly ports: readonly Ports[] }[];
}

/** A policy, and where it is written. */
export interface PlacedPolicy {
  readonly name: string;
  readonly namespace: string;
  readonly component: string;
  readonly spec: PolicySpec;
}

type Scraper = {
  readonly prometheusNamespace?: string | undefined;
  readonly prometheusLabels?: Readonly<Record<string, string>> | undefined;
};

/** The pods that scrape. */
export function scraperPeer(
  { prometheusNamespace, prometheusLabels }: Scraper,
  {
    monitoring,
    rules,
  }: { readonly monitoring: { readonly namespace: string }; readonly rules: { readonly target: string } },
): Peer {
  const name = rules.target === 'victoriametrics' ? SCRAPER.victoriametrics : SCRAPER.prometheus;
  return {
    namespaceSelector: { matchLabels: { [NAMESPACE_NAME]: prometheusNamespace ?? monitoring.namespace } },
    podSelector: { matchLabels: prometheusLabels ?? { 'app.kubernetes.io/name': name } },
  };
}

type Settings = ScrapeSettings & { readonly rules: { readonly target: string } };

/**
 * The policies of what is scraped, one for each namespace of its pods. A pod that a policy selects takes nothing that no policy allows:
 * where others deny already, ours only lets Prometheus in; where nothing does, every other port is left open, and what serves its
 * clients on the port of its metrics has no policy.
 */
export function networkPoliciesOf(settings: Settings): readonly PlacedPolicy[] {
  const { enabled, ingress, ...scraper } = settings.scrape.networkPolicies;
  if (!enabled) return [];
  const peer = scraperPeer(scraper, settings);
  return SURFACES.filter((name) => settings.surfaces[name].enabled).flatMap((name) => {
    const { component, object, answers } = surfaces[name];
    const found = answers?.(settings);
    if (found === undefined || (ingress === 'open' && found.serves === true)) return [];
    const others = ingress === 'open' ? [{ ports: otherPorts(found.port) }] : [];
    const spec: PolicySpec = {
      podSelector: found.pods,
      policyTypes: ['Ingress'],
      ingress: [{ from: [peer], ports: [{ protocol: 'TCP', port: found.port }] }, ...others],
    };
    return namespacesOf(name, settings).map((namespace) => ({
      name: nameWithin(namespace, isOfTenants(name) ? `${object}-${namespace}` : object, settings),
      namespace,
      component,
      spec,
    }));
  });
}

/** Where the pods of a surface are. Throws where tenants are not listed. */
function namespacesOf(name: SurfaceName, settings: Settings): readonly string[] {
  const { namespace } = surfaces[name];
  if (namespace !== undefined) return [namespace(settings)];
  const { namespaces } = settings.tenants;
  if (namespaces === 'all')
    throw new Error('scrape.networkPolicies must not be enabled where tenants.namespaces is all');
  return [...namespaces].sort();
}

/** Every port but one of TCP. */
function otherPorts(port: number): readonly Ports[] {
  const below = port > 1 ? [{ protocol: 'TCP', port: 1, endPort: port - 1 } as const] : [];
  const above = port < HIGHEST_PORT ? [{ protocol: 'TCP', port: port + 1, endPort: HIGHEST_PORT } as const] : [];
  const rest = PROTOCOLS.filter((protocol) => protocol !== 'TCP');
  return [...below, ...above, ...rest.map((protocol) => ({ protocol, port: 1, endPort: HIGHEST_PORT }))];
}
