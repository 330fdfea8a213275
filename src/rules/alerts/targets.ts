import type { SurfaceName } from '../../config/surfaces.js';
import { absent, type Expression, equal, firstOf, type Matcher, maxBy, select } from '../../promql/build.js';
import { grouping } from '../../signals/identity.js';
import type { AlertContext } from '../alert.js';
import { jobOf } from '../jobs.js';

/**
 * Nothing of a surface answers, be it that its targets are down or that there are none.
 * Two questions, since `absent` keeps the job and the cluster of a plain selector only.
 */
export function nothingUp(context: AlertContext, surface: SurfaceName): Expression {
  return firstOf(equal(answering(context, surface), 0), absent(targets(context, surface)));
}

/** Something of a surface answers. */
export function somethingUp(context: AlertContext, surface: SurfaceName): Expression {
  return equal(answering(context, surface), 1);
}

/** 1 where any target of a surface answers, 0 where none does, nothing where there is none. */
function answering(context: AlertContext, surface: SurfaceName): Expression {
  return maxBy(grouping(context.view, 'job'), targets(context, surface));
}

function targets({ clusterMatchers, monitoringNamespace }: AlertContext, surface: SurfaceName): Expression {
  const job: Matcher = { label: 'job', operator: '=', value: jobOf(surface, monitoringNamespace) };
  return select('up', [job, ...clusterMatchers]);
}
