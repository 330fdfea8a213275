import { applicationFromPod, ofAnApplication, oneTargetPerPod, replicaIdentity, roleFromPod } from '../identity.js';
import { podsOfApplications } from '../made-by-arks.js';
import { type RelabelRule, replaceMatch } from '../relabeling.js';
import type { Surface } from '../surface.js';
import { ON_POD, without } from '../target-labels.js';

const ROUTERS = { 'arks.ai/disaggregation-role': 'router' };

/**
 * The routers of ArksDisaggregatedApplications on their metrics port, which no container declares.
 * No port is selected, since the traffic port is the user's choice: every declared port becomes the same target,
 * and Prometheus keeps one of targets that are alike.
 */
export const router: Surface = {
  object: 'arks-router',
  component: 'router',
  finds: 'pods',
  selector: () => ({ matchLabels: ROUTERS }),
  answers: ({ surfaces }) => ({ pods: { matchLabels: ROUTERS }, port: surfaces.router.port }),
  exporters: () => [['sglangRouter']],
  targetLabels: [...without(ON_POD, 'container'), 'application', 'role'],
  endpoint: (settings) => ({
    relabelings: [
      ...podsOfApplications,
      ...addressOnPort(settings.surfaces.router.port),
      oneTargetPerPod,
      ...replicaIdentity(settings),
    ],
  }),
  asPod: ({ surfaces }) => ({
    selector: { matchLabels: ROUTERS, matchExpressions: [ofAnApplication] },
    port: surfaces.router.port,
    fromPod: [applicationFromPod, roleFromPod],
  }),
};

/** The pod's address with that port; an IPv6 address goes into brackets. */
function addressOnPort(port: number): readonly RelabelRule[] {
  const address = (regex: string, replacement: string) =>
    replaceMatch({ sourceLabels: ['__meta_kubernetes_pod_ip'], regex, targetLabel: '__address__', replacement });
  return [address('([0-9.]+)', `$1:${port}`), address('(.*:.*)', `[$1]:${port}`)];
}
