import { SURFACES } from '../config/surfaces.js';
import type { Remark } from '../lib/remark.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

/** What NetworkPolicies leave open, or may cut off. */
export function policiesTold(settings: ScrapeSettings): readonly Remark[] {
  const { enabled, ingress } = settings.scrape.networkPolicies;
  if (!enabled) return [];
  const scraped = SURFACES.filter((name) => settings.surfaces[name].enabled);
  const serving = scraped.filter((name) => surfaces[name].answers?.(settings).serves === true);
  if (ingress === 'denied') {
    const selected = scraped.filter((name) => surfaces[name].answers !== undefined).join(', ');
    return [
      {
        message:
          `warning: scrape.networkPolicies.ingress is denied: pods of ${selected} that no other policy selects take nothing but scrapes ` +
          'from now on, and are cut off from their clients (docs/surfaces.md)',
        setting: ['scrape', 'networkPolicies', 'ingress'],
      },
    ];
  }
  if (serving.length === 0) return [];
  return [
    {
      message:
        `note: scrape.networkPolicies writes none for ${serving.join(', ')} while ingress is open, since these serve clients on the port ` +
        'of their metrics (docs/surfaces.md)',
      setting: ['scrape', 'networkPolicies'],
    },
  ];
}
