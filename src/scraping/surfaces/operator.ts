import { nameWithin } from '../../config/install-name.js';
import { operator as facts } from '../../config/surfaces/operator.js';
import { homeOf } from '../home.js';
import { clusterLabel } from '../identity.js';
import type { ScrapeSettings } from '../settings.js';
import type { SurfaceOfPlatform } from '../surface.js';
import { ON_SERVICE } from '../target-labels.js';

/** Kubernetes fills the key `token` of a Secret of this type, and no other. */
const OWN_SECRET = { name: 'arks-operator-metrics-token', key: 'token' } as const;

/** Of its Service, and of the pods that it selects. */
const LABELS = { 'control-plane': 'controller-manager', 'app.kubernetes.io/name': 'arks-operator' } as const;

/** The Secret with the token of our own reader, in the namespace of the monitor. */
export function ownSecret(settings: Pick<ScrapeSettings, 'arks' | 'monitoring' | 'scrape'>) {
  const { name, key } = OWN_SECRET;
  return { name: nameWithin(homeOf(settings.arks.namespace, settings), name, settings), key };
}

/** Where it answers; no container declares it. */
const PORT = 8443;

/** The Arks operator, which answers only over https and only to a token that may read /metrics. */
export const operator: SurfaceOfPlatform = {
  object: 'arks-operator',
  component: 'operator',
  finds: 'services',
  job: { is: facts.ours.job },
  namespace: ({ arks }) => arks.namespace,
  tenantBy: [],
  selector: () => ({ matchLabels: LABELS }),
  // arks e1732a9, dist/operator.yaml: the Service leads to the same port of the pod.
  answers: () => ({ pods: { matchLabels: LABELS }, port: PORT }),
  exporters: () => [['operator']],
  targetLabels: ON_SERVICE,
  endpoint: (settings) => {
    const { scrapeClass, tokenSecret } = settings.surfaces.operator;
    return {
      port: 'https',
      scheme: 'https',
      // A monitor that says its own hides that of its class.
      ...(scrapeClass === undefined
        ? { authorization: { type: 'Bearer', credentials: tokenSecret ?? ownSecret(settings) } }
        : {}),
      tlsConfig: verification(settings),
      relabelings: clusterLabel(settings),
    };
  },
  asPod: () => ({ selector: { matchLabels: LABELS }, port: PORT, fromPod: [] }),
  scrapeClass: ({ surfaces }) => surfaces.operator.scrapeClass?.name,
};

/**
 * How its certificate is verified. The operator signs its own unless it is started with --metrics-cert-path. Prometheus asks pods by
 * their addresses, so it must be told the name that a certificate is for.
 */
function verification({ arks, surfaces }: Pick<ScrapeSettings, 'arks' | 'surfaces'>) {
  const { tls } = surfaces.operator;
  if (tls === undefined) return { insecureSkipVerify: true };
  const { configMap, secret } = tls.ca;
  const ca = { ...(configMap === undefined ? {} : { configMap }), ...(secret === undefined ? {} : { secret }) };
  return { ca, insecureSkipVerify: false, serverName: tls.serverName ?? `${facts.ours.job}.${arks.namespace}.svc` };
}
