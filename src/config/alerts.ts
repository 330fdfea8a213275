import { z } from 'zod';
import { formed } from './formed-text.js';
import { dnsLabel } from './kubernetes-names.js';
import { ALERT_LABELS } from './label-names.js';
import { overrides } from './overrides.js';
import { prometheusLabel } from './prometheus-label.js';
import { thresholds } from './thresholds.js';
import { reasonText, untemplatedText } from './untemplated-text.js';
import { url } from './url.js';
import { writableKey } from './yaml-text.js';

const routingLabel = prometheusLabel
  .refine(...writableKey)
  .refine((name) => !ALERT_LABELS.includes(name), 'must not be a label that alerts have of their own');

/** Which alerts there are and how they are told. */
export const alerts = z
  .strictObject({
    thresholds: thresholds.describe('Limits of the alerts.'),
    off: z.record(z.string(), reasonText).default({}).describe('Alerts that are switched off, each with the reason.'),
    overrides: overrides.describe(
      'Other limits for some tenants, applications or models. For each alert the first that says something about it counts.',
    ),
    labels: z.record(routingLabel, untemplatedText).default({}).describe('Labels that every alert gets, for routing.'),
    severities: z
      .strictObject({
        // kube-prometheus-stack's default inhibition knows these two.
        critical: untemplatedText.default('critical').describe('Value of the label severity of alerts that page.'),
        warning: untemplatedText
          .default('warning')
          .describe('Value of the label severity of alerts that open a ticket.'),
      })
      .prefault({})
      .describe('Values of the label severity: critical pages, warning opens a ticket.'),
    namespaces: z
      .union([z.literal('all'), z.array(dnsLabel).min(1, 'must name at least one namespace')], {
        error: 'must be all or a list of names',
      })
      .default('all')
      .describe('Namespaces of tenants that alerts are about: all, or a list.'),
    runbookUrl: url
      .optional()
      .describe(
        'Where the pages of docs/runbooks are published, if they are; by default alerts link to the runbooks in Grafana.',
      ),
    runbookEnding: formed(/^[A-Za-z0-9._~/-]{0,40}$/, 'must be at most 40 letters, digits and ".", "_", "~", "/", "-"')
      .default('.md')
      .describe(
        'What follows the name of an alert in the address of a published page, such as .html or /; may be empty.',
      ),
  })
  .prefault({})
  .describe('Which alerts exist, when they fire, and which labels they carry.');
