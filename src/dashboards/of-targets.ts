import type { Signal } from '../signals/vocabulary/signal.js';
import type { Query } from './dashboard.js';
import type { Drawing } from './drawing.js';

/** Namespace and pod of any target, most of which no variable is about. */
export const OF_TARGET = ['namespace', 'pod'] as const;
/** Something of the targets that are scraped for Arks here, by job. */
export const byJob =
  (jobs: string) =>
  (of: Signal, legend: string, reduce: 'sum' | 'count' | 'max'): Query => ({
    of,
    legend,
    by: { reduce, labels: ['job'] },
    matchers: [{ label: 'job', operator: '=~', value: jobs }],
    ignoreVariables: OF_TARGET,
  });
/** A regex of the jobs of all surfaces; that of the runtime is one already, and names hold nothing that means more. */
export const jobsOf = ({ scraped }: Drawing): string => scraped.map(({ job }) => job).join('|');
