import { RUNTIMES, type RuntimeName } from '../config/runtimes.js';
import type { RecordingRule } from '../signals/vocabulary/signal.js';

/** Whether a rule is of a runtime that an environment names, or of none. Any other value of the label is not for us to leave out. */
export function isOfRuntimes(
  rule: RecordingRule,
  { runtimes }: { readonly runtimes: readonly RuntimeName[] },
): boolean {
  const of = runtimeOf(rule);
  return of === undefined || runtimes.includes(of);
}

/** The runtime that a rule is of. */
export function runtimeOf({ labels }: RecordingRule): RuntimeName | undefined {
  return RUNTIMES.find((runtime) => runtime === labels?.['runtime']);
}
