import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { SurfaceName } from '../../config/surfaces.js';
import { selectedMetadata } from '../../objects/metadata.js';
import type { PartProps } from '../../plan/part-props.js';
import { monitorsOf } from '../../scraping/monitors.js';
import { podMonitoringsOf } from '../../scraping/pod-monitorings.js';
import { scrapedSurface } from '../../scraping/scraped.js';
import { surfaces } from '../../scraping/surfaces/index.js';
import { podMonitoring } from '../pod-monitoring.js';
import { podScrape, serviceScrape } from '../scrapes.js';

/** The monitors of a surface, as its row says; all that a surface without objects of its own needs. */
export class SurfaceMonitor extends Construct {
  /** One, or one for each namespace of the targets. */
  readonly monitors: readonly ApiObject[];

  constructor(scope: Construct, id: string, { environment, plan }: PartProps, surface: SurfaceName) {
    super(scope, id);
    const { component } = surfaces[surface];
    const scraped = plan?.scraped.find(({ name }) => name === surface) ?? scrapedSurface(surface, environment);
    if (environment.scrape.target === 'gke') {
      this.monitors = podMonitoringsOf(surface, environment, scraped).map((placed) =>
        podMonitoring(this, { environment, component, forecasts: scraped.forecasts, placed }),
      );
      return;
    }
    this.monitors = monitorsOf(surface, environment, scraped).map(({ name, namespace, monitor }) => {
      const metadata = { ...selectedMetadata({ environment, component, name }), namespace };
      const props = { environment, forecasts: scraped.forecasts, metadata };
      return monitor.finds === 'pods'
        ? podScrape(this, name, { ...props, spec: monitor.spec })
        : serviceScrape(this, name, { ...props, spec: monitor.spec });
    });
  }
}
