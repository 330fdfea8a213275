import type { PlatformSurface } from '../../config/surfaces.js';
import { absent, type Expression, equal, firstOf, type Matcher, maxBy, select } from '../../promql/build.js';
import { grouping } from '../../signals/identity.js';
import { answering } from '../../signals/state.js';
import type { AlertContext } from '../alert-context.js';
import { jobMatcher } from '../jobs.js';
import { ownNamespace } from '../own-namespace.js';

/**
 * Nothing of a part of the platform answers, be it that its targets are down or that there are none.
 * A target whose scrape is refused answers: ArksScrapeRefused tells of it. Two questions, since `absent` keeps the labels of a plain selector only; of those the job and the cluster tell which part it is.
 */
export function nothingUp(context: AlertContext, surface: PlatformSurface): Expression {
  return firstOf(
    equal(maxBy(byJob(context), answering(targets(context, surface))), 0),
    maxBy(byJob(context), absent(select('up', targets(context, surface)))),
  );
}

/** Something of a part of the platform answers, and is read. */
export function somethingUp(context: AlertContext, surface: PlatformSurface): Expression {
  return equal(maxBy(byJob(context), select('up', targets(context, surface))), 1);
}

/** The targets of a part of the platform, where it stands. */
export function targets(context: AlertContext, surface: PlatformSurface): readonly Matcher[] {
  const { clusterMatchers, monitoringNamespace } = context;
  return [jobMatcher([surface], monitoringNamespace), ownNamespace(context, surface), ...clusterMatchers];
}

const byJob = ({ view }: AlertContext) => grouping(view, 'job');
