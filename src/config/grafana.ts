import { z } from 'zod';
import { duration, goDuration } from '../lib/duration.js';
import { DASHBOARDS } from './dashboard-uids.js';
import { distinct } from './distinct.js';
import { formed, freeFormed } from './formed-text.js';
import { dnsLabel, dnsSubdomain, labelsOfOthers, metadataKey, objectLabels } from './kubernetes-names.js';
import { datasourceUid, logs, traces } from './logs-and-traces.js';
import { ridingAlong } from './riding-along.js';
import { noVariable, reasonText, untemplatedText } from './untemplated-text.js';
import { url } from './url.js';

const extraDashboards = ridingAlong({
  what: 'dashboards as classic JSON, one file each',
  ending: /\.json$/,
  endings: '.json',
});

const datasource = z
  .strictObject({
    uid: datasourceUid
      .optional()
      .describe('Data source that a dashboard opens with, by its uid; by default the default data source of Grafana.'),
    names: z
      .array(
        freeFormed(
          /^[^/\\$\p{Cc}]+$/u,
          'must be the name of a data source, without "/", "\\", "$" and control characters',
        ),
      )
      .default([])
      .describe('Data sources that users may select, by name; by default every Prometheus.'),
  })
  .prefault({});

const runbooks = z
  .strictObject({
    folder: untemplatedText.min(1, 'must not be empty').default('Arks runbooks').describe('Folder of the runbooks.'),
    off: reasonText.optional().describe('Why runbooks are left out; by default they are delivered.'),
  })
  .prefault({});

const dashboards = z
  .strictObject({
    namespace: dnsLabel
      .optional()
      .describe('Namespace of the dashboards, if Grafana watches another one; by default monitoring.namespace.'),
    datasource: datasource.describe('Which Prometheus the dashboards query.'),
    delivery: z
      .enum(['sidecar', 'operator'])
      .default('sidecar')
      .describe('What loads the dashboards into Grafana: the sidecar of its Helm chart, or grafana-operator.'),
    format: z
      .enum(['classic', 'v2'])
      .default('classic')
      .describe(
        'What dashboards are written as: classic JSON, which every Grafana loads, or the v2 schema, for Grafana 13 or later ' +
          '(docs/dashboard-formats.md).',
      ),
    folder: untemplatedText.min(1, 'must not be empty').default('Arks').describe('Folder of the dashboards.'),
    sidecar: z
      .strictObject({
        labels: objectLabels
          .default({ grafana_dashboard: '1' })
          .describe('Labels by which the sidecar finds ConfigMaps.'),
        folderAnnotation: metadataKey
          .default('grafana_folder')
          .describe('Annotation that names the folder; sidecar.dashboards.folderAnnotation of the Helm chart.'),
      })
      .prefault({})
      .describe('How the sidecar finds dashboards; only with delivery sidecar.'),
    operator: z
      .strictObject({
        instanceSelector: labelsOfOthers
          .default({ dashboards: 'grafana' })
          .describe('Labels of the Grafana instances that get the dashboards.'),
        resyncPeriod: goDuration.default('10m').describe('How often grafana-operator undoes manual changes.'),
        allowCrossNamespaceImport: z
          .boolean()
          .default(false)
          .describe('Whether Grafanas in other namespaces also get the dashboards.'),
        folderRef: dnsSubdomain
          .optional()
          .describe(
            'Your own GrafanaFolder in the same namespace; by default one is written, with the name in folder.',
          ),
      })
      .prefault({})
      .describe('How grafana-operator delivers dashboards; only with delivery operator.'),
    off: z
      .partialRecord(z.enum(DASHBOARDS), reasonText)
      .default({})
      .describe('Dashboards that are left out, each with the reason.'),
    runbooks: runbooks.describe(
      'Runbooks of the alerts as dashboards, which alerts link to unless alerts.runbookUrl is set.',
    ),
    extraDashboards: extraDashboards.describe('Your own dashboards, delivered and checked like the built-in ones.'),
    tags: z.array(untemplatedText).default([]).describe('Tags in addition to "arks".'),
    range: duration.default('6h').describe('Time range shown when a dashboard is opened.'),
    refresh: duration.default('30s').describe('How often an open dashboard is reloaded.'),
  })
  .prefault({});

/** Where Grafana is, and what it shows. */
export const grafana = z
  .strictObject({
    url: url.optional().describe('Address of Grafana, for links from alerts.'),
    logs: logs.describe(
      'Where the logs of pods are: panels and alerts link to those of their namespace or pod. Without it nothing is linked.',
    ),
    traces: traces.describe(
      'Where the traces of requests are: panels and alerts about requests link to those of their namespace or pod. Without ' +
        'it nothing is linked.',
    ),
    dashboards: dashboards.describe('The dashboards, and how they are loaded into Grafana.'),
  })
  .prefault({})
  .describe('Where Grafana is, and what it shows.');

const price = z.strictObject({
  model: untemplatedText.refine(...noVariable).describe('The model that clients ask for.'),
  inputPerMillion: z.number().nonnegative('must not be below 0').describe('Price of a million input tokens.'),
  outputPerMillion: z.number().nonnegative('must not be below 0').describe('Price of a million output tokens.'),
});

/** What tokens cost; nothing is guessed: a model without a price has no cost. */
export const prices = z
  .strictObject({
    currency: formed(/^[A-Z]{3}$/, 'must be a currency code such as USD')
      .default('USD')
      .describe('ISO 4217 code of the currency.'),
    models: z
      .array(price)
      .refine(...distinct('must name each model once', { key: 'model' }))
      .default([])
      .describe('Prices by model. A model without a price has no cost panel.'),
  })
  .prefault({})
  .describe('What a million tokens cost, by the model that clients ask for.');

/** Exporters that this program does not scrape, but whose series a dashboard may show. */
export const exporters = z
  .strictObject({
    gpu: z
      .strictObject({
        enabled: z.boolean().default(false).describe('Whether the DCGM exporter is scraped.'),
        podLabel: z
          .enum(['pod', 'exported_pod'])
          .default('exported_pod')
          .describe('Label that names the pod that uses a GPU; set it to pod only if its monitor honors labels.'),
      })
      .prefault({})
      .describe('GPUs of the replicas, from the DCGM exporter.'),
    containers: z
      .strictObject({ enabled: z.boolean().default(false).describe('Whether cAdvisor of the kubelet is scraped.') })
      .prefault({})
      .describe('CPU and memory of the containers of the replicas, from cAdvisor.'),
  })
  .prefault({})
  .describe('Exporters that other monitors scrape and whose series arks-runtime shows beside those of the engines.');
