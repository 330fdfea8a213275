import { z } from 'zod';
import { dnsLabel, dnsSubdomain, labelValue, metadataKey, secretKey } from './kubernetes-names.js';

const caKey = (kind: string) =>
  z
    .strictObject({
      name: dnsSubdomain.describe(`Name of the ${kind}, in the monitoring namespace.`),
      key: secretKey.default('ca.crt').describe('Key of the certificate in it.'),
    })
    .optional()
    .describe(`A ${kind} that holds the authority's certificate.`);

/** How the certificate of the operator is verified; the words are those of the Prometheus Operator. */
export const operatorTls = z
  .strictObject({
    ca: z
      .strictObject({ configMap: caKey('ConfigMap'), secret: caKey('Secret') })
      .refine(
        ({ configMap, secret }) => (configMap === undefined) !== (secret === undefined),
        'must name either a configMap or a secret',
      )
      .describe('The authority that signed the certificate which the operator gets by --metrics-cert-path.'),
    serverName: dnsSubdomain
      .optional()
      .describe("The name in the certificate; by default the name of the operator's Service with .svc."),
  })
  .optional()
  .describe('Verifies the certificate of the operator. Without it nobody does, since the operator signs its own.');

/** Who may reach kube-state-metrics over the network; the words are those of the charts of kube-state-metrics and Prometheus. */
export const networkPolicy = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe('Whether a NetworkPolicy is written. It needs a network plugin that enforces it.'),
    prometheusNamespace: dnsLabel
      .optional()
      .describe('Namespace of the Prometheus, or vmagent, that may ask; by default the monitoring namespace.'),
    prometheusLabels: z
      .record(metadataKey, labelValue)
      .refine((labels) => Object.keys(labels).length > 0, 'must name at least one label')
      .optional()
      .describe('Labels of its pods; by default app.kubernetes.io/name of the pods that the operator makes.'),
  })
  .prefault({})
  .describe('Lets only Prometheus read what it shows of all tenants. Without it every pod of the cluster may.');
