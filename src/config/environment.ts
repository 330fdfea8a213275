import { z } from 'zod';
import { duration, durationSeconds } from '../lib/duration.js';
import { checkAgreement } from './agreement.js';
import { alertmanager } from './alertmanager.js';
import { alerts } from './alerts.js';
import { argocd } from './argocd.js';
import { distinct } from './distinct.js';
import { endpoints } from './endpoints.js';
import { labelNameLength, labelValueLength } from './enforced.js';
import { monitorPlaces } from './enforcement.js';
import { exporters, grafana, prices } from './grafana.js';
import { kept } from './keep.js';
import { annotations, dnsLabel, dnsSubdomain, labelValue, objectLabels } from './kubernetes-names.js';
import { ALERT_LABELS } from './label-names.js';
import { scrapeTarget } from './managed.js';
import { objectives } from './objectives.js';
import { operatorVersion } from './operator-version.js';
import { prometheusLabel } from './prometheus-label.js';
import { byteSize } from './quantity.js';
import { prometheus } from './retention.js';
import { rules } from './rules.js';
import { RUNTIMES } from './runtimes.js';
import type { Sizing } from './sizing.js';
import { surfaces, withEnabled } from './surfaces.js';
import { scrapedText } from './untemplated-text.js';
import { whenValid } from './when-valid.js';

const positive = z.int('must be a whole number').positive('must be above 0');

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
        'Release of the Prometheus Operator if it is older than 0.73, at least "0.65": fields that it does not know are ' +
          'left out, and synth says what is lost.',
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

const DEFAULT_CLUSTER_LABEL = 'cluster';
/**
 * The longest name that a cloud lets a cluster have (Amazon EKS; Azure stops at 63, Google at 40). It stands in every legend and every
 * alert, and services such as Amazon's and Azure's refuse or cut label values from 1,023 on.
 */
const LONGEST_CLUSTER = 100;

const cluster = z
  .strictObject({
    label: prometheusLabel
      .refine(
        (label) => label === DEFAULT_CLUSTER_LABEL || !ALERT_LABELS.includes(label),
        'must not be a label that already identifies series or alerts',
      )
      .refine((label) => !label.startsWith('exported_'), 'must not start with "exported_", which Prometheus adds')
      .default(DEFAULT_CLUSTER_LABEL)
      .describe('Label that tells clusters apart.'),
    // It becomes a label of every target, and of alerts where a ruler sees several clusters.
    name: scrapedText
      .max(
        LONGEST_CLUSTER,
        `must be at most ${LONGEST_CLUSTER} characters, the longest name that a cloud (Amazon EKS) lets a cluster have`,
      )
      .refine(
        (name) => !/["\t\n\r]/.test(name),
        'must not hold a double quote, which Grafana cannot choose, or a control character such as a line break',
      )
      .optional()
      .describe('Value of that label on every target; leave it out if Prometheus adds an external label.'),
  })
  .prefault({})
  .describe('Which cluster this is.');

/** Four scrapes in the window of a recorded rate, so that one that fails does not leave a gap. */
const MAX_INTERVAL_SECONDS = 60;

const scrape = z
  .strictObject({
    target: scrapeTarget,
    monitors: monitorPlaces,
    // 30 s is what kube-prometheus-stack uses; a rate over 5m then has ten samples to stand on.
    interval: duration.default('30s').describe('How often each target is scraped.'),
    timeout: duration.default('10s').describe('How long one scrape may take; at most the interval.'),
    keep: z
      .array(kept)
      .default([])
      .describe(
        'Metrics to keep in addition to those that signals read: names from the catalogue, or unlisted: and a name that the ' +
          'catalogue does not have.',
      ),
    labelLimit: positive
      .default(50)
      .describe('Maximum number of labels of a sample; the widest kept metric has about 20.'),
    labelNameLengthLimit: labelNameLength
      .default(128)
      .describe('Maximum length of a label name; above it the scrape fails. The longest real name has 37 characters.'),
    labelValueLengthLimit: labelValueLength
      .default(512)
      .describe(
        'Maximum length of a label value in bytes, after relabeling; above it the scrape fails. An engine needs 83, Envoy ' +
          'up to 350.',
      ),
    keepDroppedTargets: positive
      .default(1_000)
      .describe(
        'Maximum number of dropped targets that Prometheus keeps in memory for a monitor; Prometheus 2.47 or later. They ' +
          'only serve the targets page, and somebody who creates thousands of Services must not fill the memory.',
      ),
    targetLimit: positive
      .optional()
      .describe(
        'Maximum number of targets of a monitor. Above it Prometheus rejects all targets of the monitor, including those of ' +
          'other tenants. There is no limit by default.',
      ),
    bodySizeLimit: byteSize
      .default('16MB')
      .describe('Maximum size of an uncompressed scrape response; an engine sends less than 100 kB.'),
    scrapeClass: labelValue
      .min(1, 'must not be empty')
      .optional()
      .describe(
        'Name of an entry of spec.scrapeClasses of the Prometheus object, for all monitors; without it the default class of that ' +
          "Prometheus applies, if it has one. The token and the client certificate of a class are sent to tenants' pods as well.",
      ),
    endpoints,
  })
  .refine(({ interval }) => durationSeconds(interval) <= MAX_INTERVAL_SECONDS, {
    error: `must not be above ${MAX_INTERVAL_SECONDS / 60}m, since recorded rates look back 5m and need several scrapes`,
    path: ['interval'],
    ...whenValid(z.object({ interval: duration })),
  })
  .refine(({ interval, timeout }) => durationSeconds(timeout) <= durationSeconds(interval), {
    error: 'must not be above scrape.interval',
    path: ['timeout'],
    ...whenValid(z.object({ interval: duration, timeout: duration })),
  })
  .prefault({})
  .describe('How targets are scraped, which metrics are kept, and the limits of a scrape.');

const sizing = z
  .strictObject({
    maxModelLength: positive.default(131_072).describe('Longest context of a served model, in tokens.'),
    enginesPerReplica: positive.default(1).describe('Data-parallel engines behind one vLLM server.'),
    ranksPerReplica: positive
      .default(1)
      .describe('SGLang ranks that report; above 1 with --enable-metrics-for-all-schedulers.'),
    workersPerRouter: positive.default(8).describe('Prefill and decode workers behind one router.'),
    users: positive.default(50).describe('ArksTokens in use at the gateway.'),
    modelsPerUser: positive.default(2).describe('Models that one user calls.'),
    limitedUsers: positive.default(10).describe('Users that hit a rate limit.'),
    statusesPerUser: positive.default(3).describe('Response codes that one user sees for a model.'),
    endpoints: positive.default(20).describe('ArksEndpoints.'),
    applications: positive.default(20).describe('Number of applications, of models and of quotas.'),
  } satisfies Record<keyof Sizing, z.ZodType>)
  .prefault({})
  .describe('The size of the installation, from which the number of series is predicted.');

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

/** What an environment file says, defaults filled in. */
export type Settings = z.output<typeof environmentSchema>;

/** Settings of one cluster, with the name and the file they come from. */
export interface Environment extends Settings {
  readonly name: string;
  readonly file: string;
}
