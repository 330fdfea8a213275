import { DASHBOARDS, type DashboardUid } from './dashboard-uids.js';
import type { Environment } from './environment.js';
import { isServed, SURFACES, surfaceFacts } from './surfaces.js';

/** A link in Markdown to one of our dashboards. */
const LINK = /\[([^\]]+)\]\(\/d\/([\w-]+)\)/g;

/** What shows objectives over metrics of anybody, whatever is scraped. */
const OF_OWN_EVENTS: DashboardUid = 'arks-slo';

interface Settings extends Pick<Environment, 'grafana' | 'runtimes' | 'surfaces'> {
  /** What is promised; the default objectives where nothing is said. */
  readonly slos?: readonly unknown[] | undefined;
}

/**
 * The dashboards of an environment, without those that are off or would be empty there: nobody scrapes what they show, or no runtime that
 * is named has it.
 */
export function deliveredDashboards({ grafana, runtimes, slos, surfaces }: Settings): readonly DashboardUid[] {
  const filled = SURFACES.filter((surface) => surfaces[surface].enabled && isServed(surface, runtimes)).map(
    (surface) => surfaceFacts[surface],
  );
  const isFilled = (uid: DashboardUid) =>
    filled.some(
      ({ dashboards, dashboardsOfObjectives = [] }) =>
        dashboards.includes(uid) || (slos?.length !== 0 && dashboardsOfObjectives.includes(uid)),
    );
  const hasOwnEvents = slos?.some((one) => Reflect.get(Object(one), 'indicator') === 'events') ?? false;
  return DASHBOARDS.filter((uid) => grafana.dashboards.off[uid] === undefined).filter(
    (uid) => isFilled(uid) || (hasOwnEvents && uid === OF_OWN_EVENTS),
  );
}

/**
 * Whether the runbooks of alerts are dashboards: unless they are published elsewhere or off, and nowhere without any other dashboard,
 * where nobody said that there is a Grafana.
 */
export function deliversRunbooks(settings: Settings & Pick<Environment, 'alerts'>): boolean {
  const { alerts, grafana } = settings;
  if (alerts.runbookUrl !== undefined || grafana.dashboards.runbooks.off !== undefined) return false;
  return deliveredDashboards(settings).length > 0;
}

/** A text whose links to dashboards that are not delivered are their words alone. */
export function linkedToDelivered(markdown: string, settings: Settings): string {
  const delivered: readonly string[] = deliveredDashboards(settings);
  return markdown.replaceAll(LINK, (link: string, words: string, uid: string) =>
    delivered.includes(uid) ? link : words,
  );
}
