import { z } from 'zod';
import { duration, durationSeconds } from '../lib/duration.js';
import { dnsLabel, rulerLabels, tenantId } from './kubernetes-names.js';
import { retention } from './retention.js';
import { ridingAlong } from './riding-along.js';
import { whenValid } from './when-valid.js';

/** Who evaluates the rules. */
export const RULE_TARGETS = ['prometheus', 'mimir', 'thanos', 'victoriametrics', 'gke', 'azure', 'aws'] as const;
export type RuleTarget = (typeof RULE_TARGETS)[number];

/** Rulers that are made for the series of many clusters. */
export const CENTRAL_TARGETS: readonly RuleTarget[] = ['mimir', 'thanos', 'azure', 'aws'];

/** Prometheus forgets a sample after 5m: two evaluations lie within, so that a late one leaves no gap. */
const MAX_INTERVAL_SECONDS = 120;
const TOO_LONG = `must not be above ${MAX_INTERVAL_SECONDS / 60}m, since recorded series would have gaps`;

const mimir = z
  .strictObject({
    tenant: tenantId
      .optional()
      .describe(
        'Tenant that the rules belong to, as the label arks.ai/mimir-tenant; without it, Mimir has one tenant.',
      ),
    // Argo CD applies objects, and Alloy loads objects into Mimir; nothing has to run on a change.
    delivery: z
      .enum(['alloy', 'files'])
      .default('alloy')
      .describe(
        'alloy: PrometheusRules, which mimir.rules.kubernetes of Alloy loads. files: rule files in ConfigMaps.',
      ),
  })
  .prefault({})
  .describe('How rules get into Mimir; only with target mimir.');

const thanos = z
  .strictObject({
    // A sum without a store that is down is wrong for ever once it is recorded; a gap is seen, and told by ArksRulesStale.
    partialResponse: z
      .enum(['abort', 'warn'])
      .default('abort')
      .describe(
        'What a rule does while a store is unavailable: abort records nothing, warn records what the other stores answer.',
      ),
  })
  .prefault({})
  .describe('How a ThanosRuler evaluates rules; only with target thanos.');

const extraRules = ridingAlong({
  what: 'PrometheusRules or files of rule groups, with unit tests of promtool (*.test.yaml) beside them',
  ending: /\.ya?ml$/,
  endings: '.yaml or .yml',
});

/** How often rules are evaluated, and by whom. */
export const rules = z
  .strictObject({
    // As often as targets are scraped: more says nothing new, less delays alerts.
    interval: duration.default('30s').describe('How often rules are evaluated.'),
    // Half of all samples that rules read are histograms that only people look at, over minutes and hours.
    detailInterval: duration
      .default('1m')
      .describe(
        'How often the series that no alert and no objective reads are recorded, if that is longer than the interval.',
      ),
    target: z
      .enum(RULE_TARGETS)
      .default('prometheus')
      .describe(
        'Who evaluates the rules: prometheus, mimir, thanos, victoriametrics, or what a cloud manages: gke, azure or aws.',
      ),
    namespace: dnsLabel
      .optional()
      .describe('Namespace of the rules; by default monitoring.namespace. A central ruler needs one per cluster.'),
    selectorLabels: rulerLabels
      .optional()
      .describe(
        'Labels by which the ruler selects rules; by default monitoring.selectorLabels, or arks.ai/ruler: <target>.',
      ),
    shared: z
      .boolean()
      .default(false)
      .describe(
        'Whether the Prometheus that evaluates the rules has series of other environments, too: rules then read those of cluster.name ' +
          'alone. Other targets always do that where cluster.name is set.',
      ),
    retention: retention
      .optional()
      .describe(
        'How long the store that a ruler other than Prometheus reads keeps samples; objectives must not look back further. ' +
          'Without this setting mimir and thanos are taken to keep them forever, victoriametrics for 31d, gke for 720d, azure for 540d and aws for 150d.',
      ),
    mimir,
    thanos,
    extraRules: extraRules.describe('Your own rules, delivered and checked like the built-in ones.'),
  })
  .refine(({ interval }) => durationSeconds(interval) <= MAX_INTERVAL_SECONDS, {
    error: TOO_LONG,
    path: ['interval'],
    ...whenValid(z.object({ interval: duration })),
  })
  .refine(({ detailInterval }) => durationSeconds(detailInterval) <= MAX_INTERVAL_SECONDS, {
    error: TOO_LONG,
    path: ['detailInterval'],
    ...whenValid(z.object({ detailInterval: duration })),
  })
  .prefault({})
  .describe('How often rules are evaluated, and by whom.');
