import { Construct } from 'constructs';
import { PodMonitor } from '../../../imports/monitoring.js';
import { leadersOnly, replicaIdentity } from '../identity.js';
import { keepSeriesOf } from '../kept-series.js';
import { selectedMetadata } from '../metadata.js';
import { scrapeLimits, scrapeSettings, tenantNamespaces } from '../scrape-settings.js';
import { metricsOf, type SurfaceProps } from '../surface.js';

const NAME = 'arks-disaggregated';
/** The containers declare it without a name, and no Service selects them. */
const RUNTIME_PORT = 8080;

/** Scrapes the prefill and decode leaders of ArksDisaggregatedApplications. */
export class ArksDisaggregated extends Construct {
  readonly monitor: PodMonitor;

  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    this.monitor = new PodMonitor(this, NAME, {
      metadata: selectedMetadata({ environment, component: 'disaggregated', name: NAME }),
      spec: {
        ...scrapeLimits(environment, 'disaggregated'),
        namespaceSelector: tenantNamespaces(environment),
        selector: {
          matchLabels: { 'arks.ai/work-load-role': 'leader' },
          matchExpressions: [{ key: 'arks.ai/disaggregation-role', operator: 'In', values: ['decode', 'prefill'] }],
        },
        podMetricsEndpoints: [
          {
            ...scrapeSettings(environment),
            portNumber: RUNTIME_PORT,
            relabelings: [leadersOnly, ...replicaIdentity(environment)],
            metricRelabelings: keepSeriesOf(metricsOf('disaggregated', environment)),
          },
        ],
      },
    });
  }
}
