import { z } from 'zod';
import { formed } from '../formed-text.js';
import { labelValue, qualifiedName, sanitizedLabel } from '../kubernetes-names.js';
import { NOT_STARTED_BY_ARKS } from '../runtimes.js';
import { whenValid } from '../when-valid.js';
import { positive } from '../whole-numbers.js';
import { OF_ALL, type SurfaceFacts } from './facts.js';
import { LIMIT_BELOW_BUDGET, limitNotBelowBudget, MAX_PORT, ofRuntimes } from './limits.js';

/** What Arks says of the pods of its applications. */
const APPLICATION_LABEL = 'arks.ai/application';

/** Labels by which pods are selected; none would select all, and pods of Arks are none of these. */
const podLabels = z
  .record(qualifiedName, labelValue)
  .refine((labels) => Object.keys(labels).length > 0, 'must name at least one label')
  .refine((labels) => !Object.hasOwn(labels, APPLICATION_LABEL), {
    error: `must not name ${APPLICATION_LABEL}, since pods with it are left to the monitors of their own surfaces`,
    ...whenValid(z.record(z.string(), z.unknown())),
  });

const settings = z
  .strictObject({
    ...ofRuntimes(1_000, `one of ${NOT_STARTED_BY_ARKS.join(', ')}`),
    selector: podLabels
      .optional()
      .describe(
        'Labels of its pods, in the namespaces of tenants; without them nothing can be found. A controller must own the pods.',
      ),
    applicationLabel: qualifiedName
      .refine(
        (label) => sanitizedLabel(label) !== sanitizedLabel(APPLICATION_LABEL),
        `must not be ${APPLICATION_LABEL}, by which pods of Arks are known: they are left to the monitors of their own surfaces`,
      )
      .default('app.kubernetes.io/name')
      .describe(
        'Label of these pods that says `application`, by which replicas belong together. Pods without it are left out.',
      ),
    port: positive
      .max(MAX_PORT, `must be at most ${MAX_PORT}`)
      .default(8000)
      .describe('Container port that answers, which the pod must declare; trtllm-serve listens on 8000.'),
    path: formed(/^\/[\w./-]*$/, 'must be a path such as /metrics')
      .default('/prometheus/metrics')
      .describe('Path of the metrics; that of trtllm-serve with return_perf_metrics.'),
  })
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .prefault({})
  .describe('Runtimes that Arks does not start, in pods of your own.');

/** Runtimes that Arks does not start. */
export const unmanagedRuntime = {
  settings,
  of: 'tenants',
  engines: true,
  runtimes: NOT_STARTED_BY_ARKS,
  withoutRuntimes: 'refused',
  exporters: [],
  // No custom resource wants replicas of it.
  roles: [],
  dashboards: ['arks-overview', 'arks-runtime', 'arks-slo', ...OF_ALL],
} as const satisfies SurfaceFacts;
