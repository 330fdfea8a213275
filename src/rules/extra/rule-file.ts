import { z } from 'zod';
import { METRIC_NAME } from '../../config/keep.js';
import { prometheusLabel } from '../../config/prometheus-label.js';
import { freeTextSaying, writableKey } from '../../config/yaml-text.js';
import { durationSeconds } from '../../lib/duration.js';

const ALERT_NAME = /^[a-zA-Z_]\w*$/;
/** What fires at once. */
const AT_ONCE = '0s';

const duration = z
  .string('must be a duration')
  .refine((text) => text === AT_ONCE || durationSeconds(text) > 0, 'must be a duration such as 30s or 1m30s');

/** Text of people, with templates of Go in it, which are left as they are. */
const text = freeTextSaying('must be text').refine(
  (value) => !value.includes('%{'),
  'must not contain %{, after which vmalert looks for an environment variable',
);

const EXPRESSION = 'must be an expression, without %{ and without control characters or signs that nobody sees';

const texts = z.record(prometheusLabel.refine(...writableKey), text).default({});

const shared = { expr: z.union([text, z.number().transform(String)], EXPRESSION), labels: texts };

/** A rule that stores what an expression says. */
export const recordingRule = z.strictObject({
  ...shared,
  record: z.string('must be text').regex(METRIC_NAME, 'must be a name of a metric'),
});

/** A rule that fires while an expression says something. */
export const alertingRule = z.strictObject({
  ...shared,
  alert: z.string('must be text').regex(ALERT_NAME, 'must be letters, digits and "_", not starting with a digit'),
  for: duration.default(AT_ONCE),
  keep_firing_for: duration.optional(),
  annotations: texts,
});

/** A group beside its rules, each of which is read by itself. */
export const groupHead = z.strictObject({
  name: text
    .min(1, 'must not be empty')
    .refine(
      (name) => !name.includes('${'),
      'must not contain ${, which Flux takes for a variable where the group is watched',
    ),
  interval: duration.refine((every) => every !== AT_ONCE, 'must be above 0').optional(),
  rules: z.array(z.unknown(), 'must be a list of rules').min(1, 'must have at least one rule'),
});

/** What stands around groups: nothing, or a PrometheusRule. */
export const prometheusRule = z.looseObject({
  kind: z.literal('PrometheusRule', 'must be PrometheusRule'),
  spec: z.strictObject({ groups: z.unknown() }, 'must have groups'),
});
