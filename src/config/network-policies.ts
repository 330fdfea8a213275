import { z } from 'zod';
import { dnsLabel, labelsOfOthers } from './kubernetes-names.js';

const INGRESS = ['open', 'denied'] as const;

/** Who may scrape, in the words of the charts of kube-state-metrics and Prometheus. */
export const scraper = {
  prometheusNamespace: dnsLabel
    .optional()
    .describe('Namespace of the Prometheus or vmagent that may connect; by default the monitoring namespace.'),
  prometheusLabels: labelsOfOthers
    .refine((labels) => Object.keys(labels).length > 0, 'must name at least one label')
    .optional()
    .describe('Labels of its pods; by default app.kubernetes.io/name of the pods that the operator creates.'),
};

/** Who may reach the metrics of what is scraped, where it is others that run it. */
export const networkPolicies = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe(
        'Whether NetworkPolicies are written for what is scraped. They need a network plugin that enforces them.',
      ),
    ingress: z
      .enum(INGRESS)
      .default('open')
      .describe(
        'What other policies do with incoming traffic of these pods. open, nothing: the port of metrics is left to Prometheus and every ' +
          'other port to everybody, so that engines, which serve on the port of their metrics, get no policy. denied, they deny what ' +
          'none allows: Prometheus is let in, and nobody else. A pod that no other policy selects is then cut off from its clients.',
      ),
    ...scraper,
  })
  .prefault({})
  .describe(
    'NetworkPolicies that let Prometheus reach engines, routers, gateway and operator. Need a list under tenants.namespaces.',
  );

const read = z.object({
  scrape: z.object({
    target: z.unknown(),
    networkPolicies: z.object({ enabled: z.literal(true), prometheusLabels: z.unknown().optional() }),
  }),
  tenants: z.object({ namespaces: z.unknown() }),
});

/** Reports policies for namespaces that nobody lists, and for a scraper whose pods nobody names. */
export function checkNetworkPolicies(settings: unknown, context: z.RefinementCtx): void {
  const { data } = read.safeParse(settings);
  if (data === undefined) return;
  const issue = (key: string, message: string) =>
    context.addIssue({ code: 'custom', path: ['scrape', 'networkPolicies', key], message });
  if (data.tenants.namespaces === 'all') {
    issue(
      'enabled',
      'must not be true where tenants.namespaces is all, since each policy is written into a namespace that is listed',
    );
  }
  if (data.scrape.target === 'azure' && data.scrape.networkPolicies.prometheusLabels === undefined) {
    issue('prometheusLabels', "must be set where scrape.target is azure, whose pods are not the operator's");
  }
}
