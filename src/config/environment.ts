import { z } from 'zod';
import { checkAgreement } from './agreement.js';
import { alertmanager } from './alertmanager.js';
import { alerts } from './alerts.js';
import { argocd } from './argocd.js';
import { cluster } from './cluster.js';
import { distinct } from './distinct.js';
import { exporters, grafana, prices } from './grafana.js';
import { annotations, dnsLabel, dnsSubdomain, objectLabels } from './kubernetes-names.js';
import { objectives } from './objectives.js';
import { operatorVersion } from './operator-version.js';
import { ownMetrics } from './own-metrics.js';
import { prometheus } from './retention.js';
import { rules } from './rules.js';
import { RUNTIMES } from './runtimes.js';
import { scrape } from './scrape.js';
import { sizing } from './sizing.js';
import { surfaces, withEnabled } from './surfaces.js';
import { whenValid } from './when-valid.js';

const monitoring = z
  .strictObject({
    namespace: dnsLabel.default('monitoring').describe('Namespace of everything that is written.'),
    selectorLabels: objectLabels
      .default({ release: 'prometheus' })
      .describe(
        'Labels by which Prometheus selects monitors; kube-prometheus-stack requires the name of its Helm release.',
      ),
    labels: objectLabels.default({}).describe('Labels that every object gets.'),
    annotations: annotations.default({}).describe('Annotations that every object gets.'),
    prometheusServiceAccount: z
      .strictObject({
        name: dnsSubdomain.describe('Name of the ServiceAccount.'),
        namespace: dnsLabel.optional().describe('Its namespace; by default monitoring.namespace.'),
      })
      .optional()
      .describe(
        'The ServiceAccount of a Prometheus that may not read the namespaces of Arks, such as that of kube-prometheus ' +
          '(prometheus-k8s). It gets permission to discover pods, Services and endpoints there. Without this setting no role ' +
          'is written.',
      ),
    operatorVersion: operatorVersion
      .optional()
      .describe(
        'Release of the Prometheus Operator, at least "0.65": fields that one older than 0.73 does not know are left out, and synth ' +
          'says what is lost. From "0.82" on, monitors say that their histograms stay classic, whatever Prometheus converts.',
      ),
  })
  .superRefine(
    ({ labels, selectorLabels }, context) => {
      for (const [key, selected] of Object.entries(selectorLabels)) {
        if (!Object.hasOwn(labels, key) || labels[key] === selected) continue;
        const message = `must be "${selected}", by which selectorLabels has Prometheus select monitors`;
        context.addIssue({ code: 'custom', path: ['labels', key], message });
      }
    },
    whenValid(
      z.object({ labels: z.record(z.string(), z.unknown()), selectorLabels: z.record(z.string(), z.unknown()) }),
    ),
  )
  .prefault({})
  .describe('Where objects are written, and how Prometheus finds them.');

/** The sections of an environment file, each as it is in itself. */
export const sections = z.strictObject({
  monitoring,
  cluster,
  tenants: z
    .strictObject({
      namespaces: z
        .union(
          [
            z.literal('all'),
            z
              .array(
                dnsLabel.refine(
                  (name) => name !== 'all',
                  'must not be in a list; for every namespace write namespaces: all without brackets',
                ),
              )
              .min(1, 'must name at least one namespace')
              .refine(...distinct('must name each namespace once')),
          ],
          { error: 'must be all or a list of names' },
        )
        .default('all')
        .describe('Namespaces of tenants: all, or a list.'),
    })
    .prefault({})
    .describe('Whose applications are watched.'),
  arks: z
    .strictObject({ namespace: dnsLabel.default('arks-operator-system').describe('Namespace of operator and plugin.') })
    .prefault({})
    .describe('Where Arks is installed.'),
  gateway: z
    .strictObject({
      name: dnsLabel.default('arks-eg').describe('Name of the Gateway.'),
      namespace: dnsLabel.default('arks-operator-system').describe('Namespace of the Gateway.'),
      envoyNamespace: dnsLabel.default('envoy-gateway-system').describe('Namespace of the Envoy pods.'),
    })
    .prefault({})
    .describe('The Gateway that clients call.'),
  runtimes: z
    .array(z.enum(RUNTIMES))
    .min(1, 'must name at least one runtime')
    .refine(...distinct('must name each runtime once'))
    // Dynamo is left out: which of its generations the image of Arks exposes is unknown.
    .default(['vllm', 'sglang'])
    .describe('Runtimes whose metrics are kept.'),
  prometheus,
  scrape,
  metrics: ownMetrics,
  surfaces,
  sizing,
  rules,
  alerts,
  alertmanager: alertmanager.describe(
    'How alerts reach people: receivers, routes, and which alerts silence which. Without it no Alertmanager configuration ' +
      'is written.',
  ),
  slos: objectives,
  grafana,
  prices,
  exporters,
  argocd: argocd.describe(
    'How Argo CD applies dist/<environment> to the cluster; without it no Application is written.',
  ),
});

/** The schema of an environment file. Every leaf has a default; only what differs needs to be written. */
export const environmentSchema = sections
  .superRefine(checkAgreement, whenValid(z.unknown()))
  .transform((settings) => ({ ...settings, surfaces: withEnabled(settings.surfaces, settings.runtimes) }));

/** What an environment file may say, as a value: only what differs from the defaults needs to be there. */
export type EnvironmentSettings = z.input<typeof environmentSchema>;

/** What an environment file says, defaults filled in. */
export type Settings = z.output<typeof environmentSchema>;

/** Settings of one cluster, with the name and the file they come from. */
export interface Environment extends Settings {
  readonly name: string;
  readonly file: string;
}
