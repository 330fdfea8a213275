import type { PlatformSurface } from '../../config/surfaces.js';
import { absent, below, countBy, type Expression, equal, firstOf, type Matcher, maxBy } from '../../promql/build.js';
import { answering } from '../../signals/vocabulary/answering.js';
import { selectArks } from '../../signals/vocabulary/arks-series.js';
import { grouping } from '../../signals/vocabulary/identity.js';
import type { AlertContext } from '../alert-context.js';
import { ownNamespace } from '../own-namespace.js';

/**
 * Nothing of a part of the platform answers, be it that its targets are down or that there are none.
 * A target whose scrapes are refused answers: ArksScrapeRefused tells of it. Two questions, since `absent` keeps the labels of a plain selector only; of those the job and the cluster tell which part it is.
 */
export function noTargetUp(context: AlertContext, surface: PlatformSurface): Expression {
  return firstOf(
    equal(maxBy(byJob(context), answering(targetsOf(context, surface))), 0),
    maxBy(byJob(context), absent(selectArks('up', targetsOf(context, surface)))),
  );
}

/** How many targets of a part of the platform answer, where these are some and fewer than it has shards. */
export function shardsMissing(context: AlertContext, surface: PlatformSurface, shards: number): Expression {
  return below(countBy(grouping(context.view), equal(answering(targetsOf(context, surface)), 1)), shards);
}

/** Something of a part of the platform answers, and is read. */
export function anyTargetUp(context: AlertContext, surface: PlatformSurface): Expression {
  return equal(maxBy(byJob(context), selectArks('up', targetsOf(context, surface))), 1);
}

/** Matches the targets of a part of the platform, where it stands. */
export function targetsOf(context: AlertContext, surface: PlatformSurface): readonly Matcher[] {
  const { clusterMatchers, jobsOf } = context;
  return [jobsOf([surface]), ownNamespace(context, surface), ...clusterMatchers];
}

const byJob = ({ view }: AlertContext) => grouping(view, 'job');
