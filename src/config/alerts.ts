import { z } from 'zod';
import { duration, durationSeconds } from './duration.js';
import { dnsLabel, prometheusLabel } from './kubernetes-names.js';
import { ALERT_LABELS } from './label-names.js';
import { reading } from './reading.js';
import { thresholds } from './thresholds.js';
import { untemplatedText } from './untemplated-text.js';
import { url } from './url.js';

const routingLabel = prometheusLabel.refine(
  (name) => !ALERT_LABELS.includes(name),
  'must not be a label that alerts have of their own',
);

/** Prometheus forgets a sample after 5m: two evaluations lie within, so that a late one leaves no gap. */
const MAX_INTERVAL_SECONDS = 120;

const TOO_LONG = `must not be above ${MAX_INTERVAL_SECONDS / 60}m, since recorded series would have gaps`;

/** How often rules are evaluated. */
export const rules = z
  .strictObject({
    // As often as targets are scraped: more says nothing new, less delays alerts.
    interval: duration.default('30s').describe('How often rules are evaluated.'),
    // Half of all samples that rules read are histograms that only people look at, over minutes and hours.
    detailInterval: duration
      .default('1m')
      .describe('How often what no alert and no objective reads is recorded, where that is longer than the interval.'),
  })
  .refine(({ interval }) => durationSeconds(interval) <= MAX_INTERVAL_SECONDS, {
    error: TOO_LONG,
    path: ['interval'],
    ...reading(z.object({ interval: duration })),
  })
  .refine(({ detailInterval }) => durationSeconds(detailInterval) <= MAX_INTERVAL_SECONDS, {
    error: TOO_LONG,
    path: ['detailInterval'],
    ...reading(z.object({ detailInterval: duration })),
  })
  .prefault({});

/** Which alerts there are and how they are told. */
export const alerts = z
  .strictObject({
    thresholds: thresholds.describe('Limits of the alerts.'),
    off: z
      .record(z.string(), untemplatedText)
      .default({})
      .describe('Alerts that are switched off, each with the reason.'),
    labels: z.record(routingLabel, untemplatedText).default({}).describe('Labels that every alert gets, for routing.'),
    severities: z
      .strictObject({
        // kube-prometheus-stack's default inhibition knows these two.
        critical: untemplatedText.default('critical'),
        warning: untemplatedText.default('warning'),
      })
      .prefault({})
      .describe('Values of the label severity: critical pages, warning is a ticket.'),
    namespaces: z
      .union([z.literal('all'), z.array(dnsLabel).min(1, 'must name at least one namespace')])
      .default('all')
      .describe('Namespaces of tenants that alerts are about: all, or a list.'),
    runbookUrl: url
      .default('https://github.com/scitix/arks-monitoring/blob/main/docs/runbooks')
      .describe('Where the pages of docs/runbooks are published.'),
  })
  .prefault({});
