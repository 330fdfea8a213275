import { formed } from './formed-text.js';

const LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/**
 * Words that PromQL does not take for a label in `by (...)` and `on (...)`, whatever their case; it takes all its others there
 * (a test asks promtool of the oldest and the newest Prometheus about every word that their lexers know).
 */
const NO_LABELS: readonly string[] = ['without', 'inf', 'nan'];

/** The name of a label as queries and rules may use it everywhere. */
export const prometheusLabel = formed(
  LABEL,
  'must be a Prometheus label name: letters, digits and "_", not starting with a digit',
)
  .refine((name) => !name.startsWith('__'), 'must not start with "__", which is reserved for Prometheus')
  .refine(
    (name) => !NO_LABELS.includes(name.toLowerCase()),
    `must not be one of ${NO_LABELS.join(', ')}, which PromQL does not accept as labels in by (...)`,
  );
