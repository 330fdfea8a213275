import type { PlatformSurface } from '../../config/surfaces.js';
import { absent, type Expression, equal, firstOf, maxBy } from '../../promql/build.js';
import { jobMatcher } from '../../scraping/jobs.js';
import { select } from '../../signals/vocabulary/exposed.js';
import { grouping } from '../../signals/vocabulary/identity.js';
import type { AlertContext } from '../alert-context.js';
import { ownNamespace } from '../own-namespace.js';

/**
 * Nothing of a part of the platform answers, be it that its targets are down or that there are none.
 * Two questions, since `absent` keeps the labels of a plain selector only; of those the job and the cluster tell which part it is.
 */
export function nothingUp(context: AlertContext, surface: PlatformSurface): Expression {
  return firstOf(
    equal(answering(context, surface), 0),
    maxBy(grouping(context.view, 'job'), absent(targets(context, surface))),
  );
}

/** Something of a part of the platform answers. */
export function somethingUp(context: AlertContext, surface: PlatformSurface): Expression {
  return equal(answering(context, surface), 1);
}

/** 1 where any target of a part of the platform answers, 0 where none does, nothing where there is none. */
function answering(context: AlertContext, surface: PlatformSurface): Expression<'job'> {
  return maxBy(grouping(context.view, 'job'), targets(context, surface));
}

function targets(context: AlertContext, surface: PlatformSurface): Expression<'job'> {
  const { clusterMatchers, monitoringNamespace } = context;
  return select('up', [jobMatcher([surface], monitoringNamespace), ownNamespace(context, surface), ...clusterMatchers]);
}
