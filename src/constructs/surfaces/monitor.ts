import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { SurfaceName } from '../../config/surfaces.js';
import { monitorOf } from '../../scraping/monitors.js';
import { scrapedSurface } from '../../scraping/scraped.js';
import { surfaces } from '../../scraping/surfaces/index.js';
import { selectedMetadata } from '../metadata.js';
import { podScrape, serviceScrape } from '../scrapes.js';
import type { PartProps } from '../surface.js';

/** The monitor of a surface, as its row says; all that a surface without objects of its own needs. */
export class SurfaceMonitor extends Construct {
  readonly monitor: ApiObject;

  constructor(scope: Construct, id: string, { environment, plan }: PartProps, surface: SurfaceName) {
    super(scope, id);
    const { object, component } = surfaces[surface];
    const scraped = plan?.scraped.find(({ name }) => name === surface) ?? scrapedSurface(surface, environment);
    const monitor = monitorOf(surface, environment, scraped);
    const props = {
      environment,
      forecasts: scraped.forecasts,
      metadata: selectedMetadata({ environment, component, name: object }),
    };
    this.monitor =
      monitor.finds === 'pods'
        ? podScrape(this, object, { ...props, spec: monitor.spec })
        : serviceScrape(this, object, { ...props, spec: monitor.spec });
  }
}
