import { z } from 'zod';
import { dnsLabel, dnsSubdomain, labelValue, secretKey } from './kubernetes-names.js';
import { scraper } from './network-policies.js';
import { whenValid } from './when-valid.js';

const caKey = (kind: string) =>
  z
    .strictObject({
      name: dnsSubdomain.describe(`Name of the ${kind}, beside the monitor of the operator.`),
      key: secretKey.default('ca.crt').describe('Key of the certificate in it.'),
    })
    .optional()
    .describe(`A ${kind} that holds the authority's certificate.`);

/** How the certificate of the operator is verified; the words are those of the Prometheus Operator. */
export const operatorTls = z
  .strictObject({
    ca: z
      .strictObject({ configMap: caKey('ConfigMap'), secret: caKey('Secret') })
      .refine(({ configMap, secret }) => (configMap === undefined) !== (secret === undefined), {
        error: 'must name either a configMap or a secret',
        ...whenValid(z.looseObject({})),
      })
      .describe('The authority that signed the certificate that the operator loads with --metrics-cert-path.'),
    serverName: dnsSubdomain
      .optional()
      .describe("The name in the certificate; by default the name of the operator's Service with .svc."),
  })
  .optional()
  .describe(
    'How the certificate of the operator is verified. Without this it is not verified, since the operator signs its own.',
  );

/**
 * Whose token asks the operator where none is kept in a Secret: one that Prometheus is given as a file, bound to its pod, which
 * kubelet renews. Only a scrape class of the Prometheus object can name a file; `bearerTokenFile` of a monitor is deprecated, and
 * refused where `arbitraryFSAccessThroughSMs.deny` is set.
 */
export const scrapeClass = z
  .strictObject({
    name: labelValue
      .min(1, 'must not be empty')
      .describe(
        'Name of an entry of spec.scrapeClasses of the Prometheus object, whose authorization.credentialsFile is the token, ' +
          'usually /var/run/secrets/kubernetes.io/serviceaccount/token.',
      ),
    serviceAccount: z
      .strictObject({
        name: dnsSubdomain.describe('Name of the ServiceAccount, such as prometheus-k8s.'),
        namespace: dnsLabel.optional().describe('Its namespace; by default monitoring.namespace.'),
      })
      .describe('The ServiceAccount of Prometheus, which gets the role that may read the metrics of the operator.'),
  })
  .optional()
  .describe(
    'Scrapes the operator with the token of Prometheus itself, which expires and is renewed; no Secret is written. Needs tls, since ' +
      "whoever could answer in the operator's place would be sent that token.",
  );

/** Who may reach kube-state-metrics over the network. */
export const networkPolicy = z
  .strictObject({
    enabled: z
      .boolean()
      .optional()
      .describe(
        'Whether a NetworkPolicy is written; by default where scrape.networkPolicies writes those of what others run. It needs a network ' +
          'plugin that enforces it.',
      ),
    ...scraper,
  })
  .prefault({})
  .describe(
    'Lets only Prometheus read its metrics, which cover all tenants. Without it every pod in the cluster can read them. Who Prometheus is ' +
      'follows scrape.networkPolicies where it is not said here.',
  );
