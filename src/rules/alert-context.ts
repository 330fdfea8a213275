import { isOfTenants, type PlatformSurface, type SurfaceName } from '../config/surfaces.js';
import type { ThresholdName, Thresholds } from '../config/thresholds.js';
import type { Expression, Matcher } from '../promql/build.js';
import { jobMatcher } from '../scraping/jobs.js';
import { namespaceOf } from '../scraping/places.js';
import { type ScrapedSurface, scrapedOf } from '../scraping/scraped.js';
import { runtimesRead } from '../signals/runtimes/index.js';
import type { LimitedTargets } from '../signals/scraping/sample-limits.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { ruleView, type View } from '../signals/vocabulary/view.js';
import type { Alert } from './alert.js';
import { namespaceMatchers } from './alerted-namespaces.js';
import { type ClassPart, WHOLE } from './class-parts.js';
import type { WatchedGroup } from './evaluated.js';
import { objectivesOf } from './objectives/measured.js';
import { objectiveWatched } from './objectives/objective-rules.js';
import { recordingGroupNames } from './recording.js';
import type { RuleSettings } from './settings.js';

/** What an expression may look at beside its signals: where targets have which names and limits. */
export interface AlertContext {
  readonly view: View;
  /** A threshold of this environment. Throws where the alert does not name it among its own. */
  readonly threshold: <Name extends ThresholdName>(name: Name) => Thresholds[Name];
  /** A signal's series over the recorded window of 5m, in the namespaces that alerts are about. */
  readonly read: <Label extends string>(signal: Signal<Label>, matchers?: readonly Matcher[]) => Expression<Label>;
  /** The matchers that `read` would use, for what reads a signal in its own way. */
  readonly matchers: (signal: Signal) => readonly Matcher[];
  /** Matchers of this cluster alone, for what asks whether something is absent. */
  readonly clusterMatchers: readonly Matcher[];
  readonly enabled: (surface: SurfaceName) => boolean;
  /** Matches the targets of these surfaces. */
  readonly jobsOf: (surfaces: readonly SurfaceName[]) => Matcher;
  /** How many pods must answer for all custom resources to be shown. */
  readonly shardsOfCustomResources: number;
  /** Where the targets of a part of the platform are; the same names elsewhere are not it. */
  readonly namespaceOf: (surface: PlatformSurface) => string;
  /** The groups of recording rules that there are here. */
  readonly recordingGroups: () => readonly WatchedGroup[];
  /** Whether the limit of another alert is held in this part of an alert that reads limits of others; of none, what else it asks. */
  readonly holds: (alert: Alert | undefined) => boolean;
  /** The targets of each surface that is scraped here, and how many samples a scrape of them may hold. */
  readonly limitedTargets: () => readonly LimitedTargets[];
}

/** The steps of a plan that alerts look back at. */
export interface Watched {
  readonly scraped: readonly ScrapedSurface[];
  /** The groups of recording rules, whose evaluation is watched. */
  readonly recordingGroups: readonly WatchedGroup[];
}

/** These steps of settings of which no plan has been made, without rules of files. */
export function watchedOf(settings: RuleSettings): Watched {
  return {
    scraped: scrapedOf(settings),
    recordingGroups: [
      ...recordingGroupNames(settings).map((name) => ({ name, interval: settings.rules.interval })),
      ...objectivesOf(settings).flatMap((objective) => objectiveWatched(objective, settings)),
    ],
  };
}

/**
 * What expressions look at in this environment; an alert that is composed names the thresholds that it reads. Of a class of an alert
 * its own matchers narrow every signal whose series have their labels.
 */
export function alertContext(
  settings: RuleSettings,
  readable: readonly ThresholdName[] = [],
  watched: Watched = watchedOf(settings),
  { matchers: own, limitsOf }: ClassPart = WHOLE,
): AlertContext {
  const { alerts, cluster, runtimes, surfaces } = settings;
  const view = ruleView(cluster.label, runtimesRead(runtimes));
  const tenants = namespaceMatchers(settings);
  const matchers = (signal: Signal) => [
    ...(signal.labels.includes('namespace') ? tenants : []),
    ...own.filter(({ label }) => signal.labels.includes(label)),
  ];
  const clusterMatchers: readonly Matcher[] =
    cluster.name === undefined ? [] : [{ label: cluster.label, operator: '=', value: cluster.name }];
  return {
    view,
    matchers,
    read: (signal, more = []) => signal.query({ ...view, matchers: [...more, ...matchers(signal)] }),
    threshold: (name) => {
      if (readable.includes(name)) return alerts.thresholds[name];
      throw new Error(`an alert must name the thresholds that it reads, got ${name} beside [${readable.join(', ')}]`);
    },
    clusterMatchers,
    enabled: (surface) => surfaces[surface].enabled,
    jobsOf: (names) => jobMatcher(names, settings),
    shardsOfCustomResources: surfaces.customResources.shards,
    namespaceOf: (surface) => namespaceOf(surface, settings),
    recordingGroups: () => watched.recordingGroups,
    holds: (alert) => limitsOf === undefined || limitsOf.includes(alert?.name),
    // Those of the platform are everybody's, wherever alerts are narrowed to.
    limitedTargets: () =>
      limitedTargets(watched.scraped, (surface) => (isOfTenants(surface) ? tenants : clusterMatchers)),
  };
}

/** The targets of each surface that is scraped, narrowed by these matchers. */
export function limitedTargets(
  scraped: readonly ScrapedSurface[],
  matchersOf: (surface: SurfaceName) => readonly Matcher[] = () => [],
): readonly LimitedTargets[] {
  return scraped.map(({ name, targets, sampleLimit, sampleBudget }) => ({
    matchers: [targets, ...matchersOf(name)],
    sampleLimit,
    sampleBudget,
  }));
}
