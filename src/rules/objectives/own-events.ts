import type { Objective } from '../../config/objectives.js';
import type { Counted, OwnEvents } from '../../config/own-events.js';
import type { PlatformSurface } from '../../config/surfaces.js';
import {
  bucket,
  clampMin,
  type Expression,
  firstOf,
  type Matcher,
  minus,
  number,
  ofAnyLabels,
  oneOf,
  sumBy,
  times,
} from '../../promql/build.js';
import { placesOf } from '../../scraping/places.js';
import { partsShowing, partsThatSay } from '../../scraping/platform-series.js';
import type { ScrapeSettings } from '../../scraping/settings.js';
import { surfaces } from '../../scraping/surfaces/index.js';
import { atTargetsOf, rateArks, selectArks } from '../../signals/vocabulary/arks-series.js';
import { grouping } from '../../signals/vocabulary/identity.js';
import type { View } from '../../signals/vocabulary/view.js';
import type { Events } from './indicator.js';
import { metricNamed, type NamedMetric, seriesCounted } from './named-metrics.js';

/** What an objective counts that names metrics or records itself. Without bad ones so far none is; what is not good is bad. */
export function namedEvents(
  { good, bad, total, by }: OwnEvents,
  objective: Objective,
  settings: ScrapeSettings,
): Events {
  const sum = (view: View, counted: Counted) =>
    sumBy(grouping(view, ...by), ofAnyLabels(perSecond(view, counted, objective, settings)));
  const all = (view: View) => sum(view, total);
  const orNone = (view: View, counted: Counted) => firstOf(sum(view, counted), times(all(view), number(0)));
  return {
    total: all,
    bad: (view) => {
      if (bad !== undefined) return orNone(view, bad);
      return good === undefined ? times(all(view), number(0)) : clampMin(minus(all(view), orNone(view, good)), 0);
    },
  };
}

/** Of metrics their rate, and of records what they are; both are confined to what the objective selects. */
function perSecond(
  { window }: View,
  { metric, record = '', matchers, atMost }: Counted,
  { selector }: Objective,
  settings: ScrapeSettings,
): Expression {
  const selected = Object.entries(selector).flatMap(([label, value]) =>
    value === undefined ? [] : oneOf(label, [value]),
  );
  const own = [...selected, ...matchers];
  if (metric === undefined) return selectArks({ series: record }, own);
  const named = metricNamed(metric, settings.metrics);
  const series = seriesCounted(metric, named?.kind, atMost === undefined ? 'all' : 'bucket');
  const within = atMost === undefined ? [] : [bucket(atMost)];
  // What is selected says more than that something is.
  const ours = ofOurs(named, settings).filter(({ label }) => !selected.some((one) => one.label === label));
  return rateArks({ series }, window, [...ours, ...own, ...within]);
}

/** Matchers for the targets of ours that show a metric, in their namespaces; none where others show it, of whom nothing is known. */
function ofOurs(named: NamedMetric | undefined, settings: ScrapeSettings): readonly Matcher[] {
  if (named === undefined || named.shown.length === 0) return [];
  const namespaces = namespacesOf(partsOfItself(named), settings);
  return [
    ...atTargetsOf(named.shown.map(({ component }) => component)),
    ...(namespaces.length === 0 ? [] : [oneOf('namespace', namespaces)]),
  ];
}

/** The parts of the platform that show a metric, and say nothing of tenants in it. */
function partsOfItself({ shown, isDeclared }: NamedMetric): readonly PlatformSurface[] {
  return isDeclared ? partsShowing(shown).filter((part) => surfaces[part].tenantBy.length === 0) : partsThatSay(shown);
}

function namespacesOf(parts: readonly PlatformSurface[], settings: ScrapeSettings): readonly string[] {
  const places = placesOf(settings);
  return [...new Set(parts.flatMap((part) => places.get(part) ?? []))];
}

/** The parts of the platform at which an objective counts what it names. */
export function partsCounted(
  { events }: Objective,
  { metrics }: Pick<ScrapeSettings, 'metrics'>,
): readonly PlatformSurface[] {
  const named = events?.total.metric === undefined ? undefined : metricNamed(events.total.metric, metrics);
  return partsShowing(named?.shown ?? []);
}
