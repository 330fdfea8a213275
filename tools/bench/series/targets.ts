import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import type { ScrapeLog } from '@arks-monitoring/simulator/scrape/scrape-log.js';
import { OF_PLATFORM, OF_TENANTS, type SurfaceName, surfaceFacts } from '../../../src/config/surfaces.js';
import { jobOf } from '../../../src/scraping/jobs.js';
import { generationOf } from './every-generation.js';

/** What the last scrape of a target found, as Prometheus itself tells it. */
export interface ScrapedTarget {
  readonly surface: SurfaceName;
  readonly role: string | undefined;
  readonly generation: string | undefined;
  readonly exposed: number;
  readonly kept: number;
}

/** Every target of the fleet that has every generation. Throws where one belongs to no surface. */
export function scrapedTargets(scrapes: ScrapeLog): readonly ScrapedTarget[] {
  const found = (name: string) =>
    scrapes
      .series()
      .filter(({ series }) => series.labels['__name__'] === name)
      .map(({ series, stretches }) => ({ labels: series.labels, value: stretches.at(-1)?.values.at(-1) ?? 0 }));
  const kept = found('scrape_samples_post_metric_relabeling');
  return found('scrape_samples_scraped').map(({ labels, value }) => {
    const { application, role } = labels;
    return {
      surface: surfaceOf(labels),
      role,
      generation: role === undefined ? 'current' : generationOf(application, role),
      exposed: value,
      kept: kept.find((one) => one.labels['instance'] === labels['instance'])?.value ?? 0,
    };
  });
}

function surfaceOf({ job = '', role = '' }: Labels): SurfaceName {
  const surface =
    OF_TENANTS.find((name) => surfaceFacts[name].roles?.includes(role) === true) ??
    OF_PLATFORM.find(
      (name) =>
        jobOf(name, { monitoring: { namespace: job.split('/')[0] ?? '' }, scrape: { target: 'operator' } }) === job,
    );
  if (surface === undefined) throw new Error(`a target must belong to a surface, got job "${job}", role "${role}"`);
  return surface;
}
