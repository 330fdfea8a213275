import { RUNTIMES, type RuntimeName } from '../../config/runtimes.js';
import type { Matcher } from '../../promql/matchers.js';
import type { Window } from '../../promql/window.js';

/** The only things in which a panel and an alert may differ: how far back a rate looks, and which series it is about. */
export interface View {
  readonly window: Window;
  readonly matchers: readonly Matcher[];
  /** Name of the label that tells clusters apart; absent from the series of a single-cluster Prometheus. */
  readonly cluster: string;
  /** Runtimes that are read where one query is about all of them; what is recorded says of which it is. */
  readonly runtimes: readonly RuntimeName[];
}

/** The window of every recorded rate: ten scrapes at 30 s, short enough to alert on. */
export const RECORDED_WINDOW = '5m';

/** What rules see: everything, over the recorded window. */
export function ruleView(cluster: string, runtimes: readonly RuntimeName[] = RUNTIMES): View {
  return { window: RECORDED_WINDOW, matchers: [], cluster, runtimes };
}

/** What a panel sees: the window that Grafana works out, and the dashboard's variables. */
export function panelView(cluster: string, matchers: readonly Matcher[]): View {
  return { window: '$__rate_interval', matchers, cluster, runtimes: RUNTIMES };
}

/** What a total sees: the whole time that is shown, and the dashboard's variables. */
export function totalView(cluster: string, matchers: readonly Matcher[]): View {
  return { window: '$__range', matchers, cluster, runtimes: RUNTIMES };
}

/** The same view of fewer series. */
export function narrowed(view: View, ...matchers: readonly Matcher[]): View {
  return { ...view, matchers: [...matchers, ...view.matchers] };
}
