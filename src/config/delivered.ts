import type { Environment } from './environment.js';
import { DASHBOARDS, type DashboardUid } from './grafana.js';
import { SURFACES, surfaceFacts } from './surfaces.js';

/** A link in Markdown to one of our dashboards. */
const LINK = /\[([^\]]+)\]\(\/d\/([\w-]+)\)/g;

/** The dashboards of an environment, without those that are off or would be empty there. */
export function deliveredDashboards({
  grafana,
  surfaces,
}: Pick<Environment, 'grafana' | 'surfaces'>): readonly DashboardUid[] {
  return DASHBOARDS.filter((uid) => grafana.dashboards.off[uid] === undefined).filter((uid) =>
    SURFACES.some((surface) => surfaces[surface].enabled && surfaceFacts[surface].dashboards.includes(uid)),
  );
}

/** A text whose links to dashboards that are not delivered are their words alone. */
export function linkedToDelivered(markdown: string, settings: Pick<Environment, 'grafana' | 'surfaces'>): string {
  const delivered: readonly string[] = deliveredDashboards(settings);
  return markdown.replaceAll(LINK, (link: string, words: string, uid: string) =>
    delivered.includes(uid) ? link : words,
  );
}
