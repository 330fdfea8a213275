import { Construct } from 'constructs';
import { ServiceMonitor, type ServiceMonitorSpec } from '../../../imports/monitoring.js';
import type { Environment } from '../../config/environment.js';
import { freeEndpointLabel, leadersOnly, replicaIdentity } from '../identity.js';
import { keepSeriesOf } from '../kept-series.js';
import { selectedMetadata } from '../metadata.js';
import { scrapeLimits, scrapeSettings, tenantNamespaces } from '../scrape-settings.js';
import { metricsOf, type SurfaceProps } from '../surface.js';

const NAME = 'arks-runtime';

/** Scrapes the runtimes of ArksApplications through the Service that Arks makes for each (facts: arks e1732a9). */
export class ArksRuntime extends Construct {
  readonly monitor: ServiceMonitor;

  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    this.monitor = new ServiceMonitor(this, NAME, {
      metadata: selectedMetadata({ environment, component: 'runtime', name: NAME }),
      spec: runtimeMonitorSpec(environment),
    });
  }
}

/** What the monitor of the runtimes says, for whoever wants to know it without a chart. */
export function runtimeMonitorSpec(environment: Environment): ServiceMonitorSpec {
  return {
    ...scrapeLimits(environment, 'runtime'),
    namespaceSelector: tenantNamespaces(environment),
    selector: { matchLabels: { 'managed-by': 'arks', 'prometheus-discovery': 'true' } },
    endpoints: [
      {
        ...scrapeSettings(environment),
        port: 'http',
        relabelings: [leadersOnly, ...replicaIdentity(environment), freeEndpointLabel],
        metricRelabelings: keepSeriesOf(metricsOf('runtime', environment)),
      },
    ],
  };
}
