import { recordingOf } from '../../documented/planned.js';
import type { Plan } from '../../plan/plan.js';

/** As many names as an address holds. */
const NAMES_AT_A_TIME = 60;
/** Buckets are many, and their count is beside them. */
const BUCKETS = /_bucket(?::|$)/;

/** The names of everything that is recorded, buckets aside, in lists that one query can name. */
export function recordedSelectors(plan: Plan): readonly (readonly string[])[] {
  const names = [
    ...new Set(
      recordingOf(plan).flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? rule.record : []))),
    ),
  ]
    .filter((name) => !BUCKETS.test(name))
    .sort();
  return Array.from({ length: Math.ceil(names.length / NAMES_AT_A_TIME) }, (_, index) =>
    names.slice(index * NAMES_AT_A_TIME, (index + 1) * NAMES_AT_A_TIME),
  );
}
