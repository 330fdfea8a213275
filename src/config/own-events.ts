import { z } from 'zod';
import { distinct } from './distinct.js';
import { formed } from './formed-text.js';
import { METRIC_NAME } from './keep.js';
import { prometheusLabel } from './prometheus-label.js';
import { readAlike } from './regex.js';
import { whenValid } from './when-valid.js';
import { freeTextSaying } from './yaml-text.js';

/** How a rate over the window of our records ends, in records of anybody: all longer windows are made of it. */
const RATE = /:rate5m$/;
/** What alerts and records of objectives carry themselves, and what is no label of what is counted but a part of a histogram. */
const OF_OBJECTIVES: readonly string[] = [
  ...['alertname', 'severity', 'slo', 'long_window', 'short_window'],
  ...['le', 'quantile'],
];

const OPERATORS = ['=', '!=', '=~', '!~'] as const;

/** A text in a query, which is the same whoever carries the rule to its ruler. */
const matched = freeTextSaying('must be a text').refine(
  (value) => !/%\{|\$[{$]/.test(value),
  'must not contain %{, ${ or $$, in which vmalert and Flux look for variables',
);

const matcher = z
  .strictObject({
    label: prometheusLabel.describe('Label that is looked at.'),
    operator: z.enum(OPERATORS).default('=').describe('How it is held against the value, as PromQL writes it.'),
    value: matched.describe(
      'Value, or a regular expression that the whole value must match; empty for a label that is not there.',
    ),
  })
  .superRefine(
    ({ value }, context) => {
      const [isRead, message] = readAlike;
      if (!isRead(value)) context.addIssue({ code: 'custom', path: ['value'], message });
    },
    whenValid(z.looseObject({ operator: z.enum(['=~', '!~']), value: z.string() })),
  );

const counted = z
  .strictObject({
    metric: formed(METRIC_NAME, 'must be a metric name')
      .optional()
      .describe(
        'A counter, or a histogram by its base name, of which every observation is an event: of metrics or of the catalogue.',
      ),
    record: formed(METRIC_NAME, 'must be the name of a record')
      .regex(RATE, 'must be a rate over 5m, whose name ends in :rate5m')
      .optional()
      .describe('Instead of a metric a record of rules.extraRules or of this program: events per second.'),
    matchers: z.array(matcher).default([]).describe('Which of its series count; all of them if there are none.'),
    atMost: z
      .number()
      .positive('must be above 0')
      .optional()
      .describe(
        'Only observations of a histogram that are at most so large, in its unit; it must be one of its buckets.',
      ),
  })
  .superRefine(
    ({ metric, record, atMost }, context) => {
      const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      if (metric === undefined && record === undefined) issue('metric', 'must be given, or record');
      if (metric !== undefined && record !== undefined) issue('record', 'must not be given beside metric');
      if (record !== undefined && atMost !== undefined) issue('atMost', 'must not be given beside record');
    },
    whenValid(
      z.object({
        metric: z.unknown().optional(),
        record: z.unknown().optional(),
        atMost: z.unknown().optional(),
      }),
    ),
  );

/** What is counted, and of it what is good or bad. */
export const ownEvents = z
  .strictObject({
    good: counted.optional().describe('Events that keep the promise; those of total that are none of them are bad.'),
    bad: counted.optional().describe('Instead of good, events that break it.'),
    total: counted.describe('All events.'),
    by: z
      .array(
        prometheusLabel.refine(
          (name) => !OF_OBJECTIVES.includes(name),
          `must not be one of ${OF_OBJECTIVES.join(', ')}, which series of objectives have themselves or lose`,
        ),
      )
      .refine(...distinct('must name each label once'))
      .default(['namespace', 'application'])
      .describe(
        'Labels of which each combination has a budget and alerts of its own, which they carry. The label of the cluster is ' +
          'always among them. An empty list adds up everything.',
      ),
  })
  .superRefine(
    ({ good, bad }, context) => {
      const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      if (good === undefined && bad === undefined) issue('good', 'must be given, or bad');
      if (good !== undefined && bad !== undefined) issue('bad', 'must not be given beside good');
    },
    whenValid(z.object({ good: z.unknown().optional(), bad: z.unknown().optional() })),
  );

export type OwnEvents = z.output<typeof ownEvents>;
export type Counted = z.output<typeof counted>;
