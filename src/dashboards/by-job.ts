import type { SurfaceName } from '../config/surfaces.js';
import { targetUp } from '../signals/scraping/targets.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Panel, Query } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { graph, type PanelOptions } from './makers.js';

/** Namespace and pod of any target, most of which no variable is about. */
export const OF_TARGET = ['namespace', 'pod'] as const;

/** A regex of the jobs of surfaces that are scraped, of all without names; that of the runtime is one already, and names hold nothing that means more. */
export function jobsOf({ scraped }: Pick<Drawing, 'scraped'>, names?: readonly SurfaceName[]): string {
  return scraped
    .filter(({ name }) => names === undefined || names.includes(name))
    .map(({ job }) => job)
    .join('|');
}

/** Something of the targets of such jobs, by job, whatever is chosen. */
export const byJob =
  (jobs: string) =>
  (of: Signal, legend: string, reduce: 'sum' | 'count' | 'max'): Query => ({
    of,
    legend,
    by: { reduce, labels: ['job'] },
    matchers: [{ label: 'job', operator: '=~', value: jobs }],
    ignoreVariables: OF_TARGET,
  });

/** How many targets of parts of the platform answer, of those that are found; no panel where none of the parts is scraped. */
export function answeringPanels(
  title: string,
  names: readonly SurfaceName[],
  drawing: Drawing,
  more: PanelOptions,
): readonly Panel[] {
  const jobs = jobsOf(drawing, names);
  if (jobs === '') return [];
  const count = byJob(jobs);
  return [
    graph(title, [count(targetUp, 'up {{job}}', 'sum'), count(targetUp, 'found {{job}}', 'count')], {
      width: 24,
      height: 6,
      noValue: 'Prometheus has no target',
      ...more,
    }),
  ];
}
