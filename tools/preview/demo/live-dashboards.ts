import type { Environment } from '../../../src/config/environment.js';
import { durationSeconds } from '../../../src/lib/duration.js';
import { planOf } from '../../../src/plan/plan.js';
import type { Bundle } from '../build/bundle.js';
import { html } from '../build/html.js';
import { collected } from '../data/collect.js';
import type { Dashboard } from '../model/dashboard.js';
import { askedOf } from '../page/state.js';

export interface LiveDashboardsProps {
  readonly environment: Environment;
  readonly bundle: Bundle;
  /** Of the Prometheus that is asked, as a URL. */
  readonly prometheus: string;
  /** How much of the past a page shows. */
  readonly seconds: number;
}

/** Dashboards and runbooks, each drawn anew of what a Prometheus says now. */
export interface LiveDashboards {
  /** Titles of the dashboards by their uid; runbooks are led to by alerts. */
  readonly titles: ReadonlyMap<string, string>;
  /** The page of a dashboard with what its query chooses; undefined where there is none of that uid. */
  readonly page: (uid: string, search: string) => Promise<string | undefined>;
}

/** The dashboards of an environment over a running Prometheus. */
export function liveDashboards({ environment, bundle, prometheus, seconds }: LiveDashboardsProps): LiveDashboards {
  const { drawn, runbooks } = planOf(environment);
  const all = new Map([...drawn, ...runbooks].map(({ uid, json }): [string, Dashboard] => [uid, JSON.parse(json)]));
  const pages = Object.fromEntries([...all.keys()].map((uid) => [uid, `/d/${uid}`]));
  const tagged = [...all.values()].map(({ uid, title, tags = [] }) => ({ uid, title, tags }));
  const scrapeSeconds = durationSeconds(environment.scrape.interval);
  return {
    titles: new Map(drawn.map(({ uid }) => [uid, all.get(uid)?.title ?? uid])),
    page: async (uid, search) => {
      const dashboard = all.get(uid);
      if (dashboard === undefined) return undefined;
      const to = Math.floor(Date.now() / 1_000);
      const shown = { from: to - seconds, to, scrapeSeconds };
      const only = askedOf(search);
      const answers = await collected({ dashboard, address: prometheus, shown, choices: false, only });
      const title = `the last ${Math.round(seconds / 60)} minutes`;
      return html(bundle, {
        dashboard,
        pages,
        tagged,
        served: true,
        sets: [{ name: 'live', title, shown, ...answers }],
      });
    },
  };
}
