import type { Environment } from '../config/environment.js';
import type { ScrapeSettings } from '../scraping/settings.js';

/** The sections of an environment that say what is recorded, alerted and promised, beside those of what is scraped. */
export type RuleSettings = ScrapeSettings & Pick<Environment, 'alerts' | 'grafana' | 'rules' | 'slos'>;
