import { z } from 'zod';
import { durationUpTo } from '../lib/duration.js';
import { dnsLabel, labelValue } from './kubernetes-names.js';
import { ownThresholds } from './thresholds.js';
import { noVariable, untemplatedText } from './untemplated-text.js';
import { whenValid } from './when-valid.js';

/** The lists by which an override says whose alerts it is about. */
export const OVERRIDE_LISTS = ['namespaces', 'applications', 'models'] as const;
export type OverrideList = (typeof OVERRIDE_LISTS)[number];

/** A panel has a line for each, and one for all others, beside the quantities that it shows, and Grafana has 26 letters for them. */
const MOST_OVERRIDES = 20;
const MOST_VALUES = 100;
const MOST_LETTERS = 253;
const MOST_DAYS = 1;

const areDistinct = (values: readonly unknown[]) => new Set(values).size === values.length;

const values = <Value extends z.ZodType<string>>(each: Value) =>
  z
    .array(each)
    .min(1, 'must name at least one')
    .max(MOST_VALUES, `must name at most ${MOST_VALUES}`)
    .refine(areDistinct, { error: 'must name each once', ...whenValid(z.array(z.unknown())) });

const alert = z
  .strictObject({
    for: durationUpTo(MOST_DAYS).optional().describe('How long the condition must hold.'),
    severity: z
      .enum(['critical', 'warning'])
      .optional()
      .describe('critical pages, warning opens a ticket; alerts.severities says which words they are.'),
    off: untemplatedText.optional().describe('Why the alert is switched off here.'),
  })
  .refine(({ off, ...others }) => (off === undefined) !== Object.values(others).every((one) => one === undefined), {
    error: 'must have for or severity, or off alone',
    ...whenValid(z.looseObject({})),
  });

/** Other limits for some tenants, applications or models. */
export const override = z
  .strictObject({
    name: dnsLabel.describe('Name of the override; its alerts carry it in the label override.'),
    namespaces: values(dnsLabel).optional().describe('Namespaces of tenants that it is about; by default all.'),
    applications: values(labelValue.min(1, 'must not be empty'))
      .optional()
      .describe('Applications that it is about, in whichever namespace; by default all.'),
    models: values(untemplatedText.max(MOST_LETTERS, `must have at most ${MOST_LETTERS} letters`).refine(...noVariable))
      .optional()
      .describe('Models as clients ask for them that it is about; by default all.'),
    thresholds: ownThresholds
      .default({})
      .describe('Limits in place of those in alerts.thresholds, for every alert that reads them.'),
    alerts: z
      .record(z.string(), alert)
      .default({})
      .describe('Alerts that wait for another time, have another severity or are switched off.'),
  })
  .refine((one) => OVERRIDE_LISTS.some((list) => one[list] !== undefined), {
    error: `must have at least one of ${OVERRIDE_LISTS.join(', ')}`,
    ...whenValid(z.looseObject({})),
  });

/** All of them. For each alert the first counts that says something about it. */
export const overrides = z
  .array(override)
  .max(MOST_OVERRIDES, `must be at most ${MOST_OVERRIDES}`)
  .refine((all) => areDistinct(all.map(({ name }) => name)), {
    error: 'must have a name of its own each',
    ...whenValid(z.array(z.looseObject({ name: z.string() }))),
  })
  .default([]);

export type Override = z.output<typeof override>;
