import { environmentSchema } from '../../src/config/environment.js';
import { dashboards } from '../../src/dashboards/index.js';
import { dashboardPage } from './page.js';

/** What an environment has that shows every panel there is. */
const EVERYTHING = {
  surfaces: { customResources: { tokenLimits: true } },
  exporters: { gpu: { enabled: true }, containers: { enabled: true } },
  prices: { models: [{ model: 'example', inputPerMillion: 1, outputPerMillion: 1 }] },
};

/** The pages of docs/dashboards, by file name. */
export function dashboardPages(): Readonly<Record<string, string>> {
  const environment = { ...environmentSchema.parse(EVERYTHING), name: 'everything', file: 'everything.yaml' };
  return Object.fromEntries(
    dashboards.map((dashboard) => [`${dashboard.uid}.md`, dashboardPage(dashboard, environment)]),
  );
}
