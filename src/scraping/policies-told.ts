import { SURFACES } from '../config/surfaces.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

/** What NetworkPolicies leave open, or may cut off: a sentence for whoever synthesizes the environment. */
export function policiesTold(settings: ScrapeSettings): readonly string[] {
  const { enabled, ingress } = settings.scrape.networkPolicies;
  if (!enabled) return [];
  const scraped = SURFACES.filter((name) => settings.surfaces[name].enabled);
  const serving = scraped.filter((name) => surfaces[name].answers?.(settings).serves === true);
  if (ingress === 'denied') {
    const selected = scraped.filter((name) => surfaces[name].answers !== undefined).join(', ');
    return [
      `warning: scrape.networkPolicies.ingress is denied: pods of ${selected} that no other policy selects take nothing but scrapes ` +
        'from now on, and are cut off from their clients (docs/surfaces.md)',
    ];
  }
  if (serving.length === 0) return [];
  return [
    `note: scrape.networkPolicies writes none for ${serving.join(', ')} while ingress is open, since these serve clients on the port ` +
      'of their metrics (docs/surfaces.md)',
  ];
}
