import { z } from 'zod';
import { operatorVersion } from '../config/operator-version.js';
import type { Seen } from './seen.js';

const MONITORS = 'servicemonitors.monitoring.coreos.com';
/** The operator's generator writes it on each definition (0.93.1, example/prometheus-operator-crd). */
const RELEASE = 'operator.prometheus.io/version';
const definition = z.object({
  metadata: z.object({ name: z.string(), annotations: z.record(z.string(), z.string()).default({}) }),
});

/**
 * The release of the Prometheus Operator by what the API server knows of monitors, which decides what may be written; no answer where
 * that says none, or one that is not supported.
 */
export function operatorRelease(definitions: readonly unknown[]): Seen {
  const ofMonitors = z
    .array(definition)
    .parse(definitions)
    .find(({ metadata }) => metadata.name === MONITORS);
  const found = operatorVersion.safeParse(ofMonitors?.metadata.annotations[RELEASE]);
  if (!found.success) return { answers: {}, notes: [] };
  return {
    answers: { operatorVersion: found.data },
    notes: [`the definitions of monitors are those of Prometheus Operator ${found.data}`],
  };
}
