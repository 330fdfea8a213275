import { OF_PLATFORM } from '../config/surfaces.js';
import { type Matcher, regexLiteral } from '../promql/build.js';
import { withMatchersIn } from '../promql/every-selector.js';
import { type FilledLabel, withFilledLabel } from '../promql/filled-label.js';
import { jobMatcher, jobOf } from './jobs.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

type Settings = Pick<ScrapeSettings, 'monitoring' | 'scrape'>;

/** What Prometheus writes of a scrape itself, which no rule for samples reaches. */
const OF_SCRAPES = /^(?:up|scrape_\w+)$/;

/**
 * Reads series as they are stored where a collector gives them other labels than ours. Google's relabels no targets: the job of a part of
 * the platform is the name of our object, and a replica that serves alone has its role on its samples only. Throws where the text is
 * not PromQL.
 */
export function asStored(settings: Settings): (expression: string) => string {
  if (settings.scrape.target !== 'gke') return (expression) => expression;
  const { label, value } = jobMatcher(['runtime', 'unmanagedRuntime'], settings);
  const role: FilledLabel = { names: OF_SCRAPES, label: 'role', value: 'unified', where: { label, regex: value } };
  const jobs = jobsAsStored(settings);
  const renamed = (matcher: Matcher) => (matcher.label === 'job' ? withJobs(matcher, jobs) : matcher);
  return (expression) =>
    withFilledLabel(
      withMatchersIn(expression, ({ matchers }) => matchers.map(renamed)),
      role,
    );
}

/** The jobs that signals ask for, which are names of Services, and what the collector calls them. */
function jobsAsStored(settings: Settings): ReadonlyMap<string, string> {
  return new Map(
    OF_PLATFORM.flatMap((part) => {
      const { job } = surfaces[part];
      return job !== undefined && 'is' in job ? [[job.is, jobOf(part, settings)] as const] : [];
    }),
  );
}

/** A matcher of jobs, each alternative of a regex by itself. */
function withJobs(matcher: Matcher, jobs: ReadonlyMap<string, string>): Matcher {
  const { operator, value } = matcher;
  if (operator === '=' || operator === '!=') return { ...matcher, value: jobs.get(value) ?? value };
  const literals = new Map([...jobs].map(([from, to]) => [regexLiteral(from), regexLiteral(to)]));
  return {
    ...matcher,
    value: value
      .split('|')
      .map((one) => literals.get(one) ?? one)
      .join('|'),
  };
}
