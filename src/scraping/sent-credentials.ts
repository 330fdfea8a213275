import { OF_TENANTS, type SurfaceName } from '../config/surfaces.js';
import type { Remark } from '../lib/remark.js';
import type { ScrapedSurface } from './scraped.js';
import type { ScrapeSettings } from './settings.js';

/** What is sent to pods of tenants, who can read it and use it as Prometheus does. */
export function sentToTenants(
  { scrape }: Pick<ScrapeSettings, 'scrape'>,
  scraped: readonly Pick<ScrapedSurface, 'name'>[],
): readonly Remark[] {
  const tenants: readonly SurfaceName[] = OF_TENANTS;
  const theirs = scraped.map(({ name }) => name).filter((name) => tenants.includes(name));
  const isTold = (surface: SurfaceName) =>
    scrape.endpoints.some(
      ({ surfaces, authorization, basicAuth }) =>
        surfaces.includes(surface) && (authorization !== undefined || basicAuth !== undefined),
    );
  const told = theirs.filter(isTold);
  const byClass = theirs.filter((surface) => !isTold(surface));
  return [
    ...(told.length === 0
      ? []
      : [
          {
            message:
              `warning: scrape.endpoints sends credentials to every pod of ${told.join(', ')}, whose tenants can read them; they should open ` +
              'nothing but the metrics of those pods',
            setting: ['scrape', 'endpoints'],
          },
        ]),
    ...(scrape.scrapeClass === undefined || byClass.length === 0
      ? []
      : [
          {
            message:
              `warning: the scrape class ${scrape.scrapeClass} also applies to ${byClass.join(', ')}: a token of that class is sent to every ` +
              'pod of tenants there, whose tenants can read it',
            setting: ['scrape', 'scrapeClass'],
          },
        ]),
  ];
}
