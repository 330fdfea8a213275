import { EVERYTHING } from '../../src/documented/everything.js';
import { metricsPage } from './metrics.js';
import { recordsPage } from './records-page.js';
import { settingsPage } from './settings-page.js';

/** The pages of docs/ that are written from the schema, the catalogue and the rules, by file name. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'settings.md': settingsPage,
  'metrics.md': metricsPage,
  'records.md': () => recordsPage(EVERYTHING),
};
