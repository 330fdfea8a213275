import { type FilledLabel, withFilledLabel } from '../promql/filled-label.js';
import { jobMatcher } from './jobs.js';
import type { ScrapeSettings } from './settings.js';

/** What Prometheus writes of a scrape itself, which no rule for samples reaches. */
const OF_SCRAPES = /^(?:up|scrape_\w+)$/;

/**
 * Reads series as they are stored where a collector cannot give them every label of ours: Google's relabels no targets, so that a
 * replica that serves alone has its role on its samples only.
 */
export function asStored(settings: Pick<ScrapeSettings, 'monitoring' | 'scrape'>): (expression: string) => string {
  if (settings.scrape.target !== 'gke') return (expression) => expression;
  const { label, value } = jobMatcher(['runtime', 'unmanagedRuntime'], settings);
  const role: FilledLabel = { names: OF_SCRAPES, label: 'role', value: 'unified', where: { label, regex: value } };
  return (expression) => withFilledLabel(expression, role);
}
