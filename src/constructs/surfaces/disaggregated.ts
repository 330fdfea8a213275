import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { leadersOnly, noOtherCluster, oneTargetPerPod, replicaIdentity } from '../../scraping/identity.js';
import { errorsOnly, keepSeriesOf } from '../../scraping/kept-series.js';
import { podsOfApplications } from '../../scraping/made-by-arks.js';
import { scrapeLimits, scrapeSettings, tenantNamespaces } from '../../scraping/scrape-settings.js';
import { metricsOf } from '../../scraping/surface-metrics.js';
import { selectedMetadata } from '../metadata.js';
import { podScrape } from '../scrapes.js';
import type { SurfaceProps } from '../surface.js';

const NAME = 'arks-disaggregated';
/** The containers declare it without a name, and no Service selects them. */
const RUNTIME_PORT = 8080;

/** Scrapes the prefill and decode leaders of ArksDisaggregatedApplications. */
export class ArksDisaggregated extends Construct {
  readonly monitor: ApiObject;

  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    const metrics = metricsOf('disaggregated', environment);
    this.monitor = podScrape(this, NAME, {
      environment,
      surface: 'disaggregated',
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
            relabelings: [...podsOfApplications, leadersOnly, oneTargetPerPod, ...replicaIdentity(environment)],
            metricRelabelings: [
              ...keepSeriesOf(metrics),
              noOtherCluster(environment),
              ...errorsOnly(metrics, environment.scrape.keep),
            ],
          },
        ],
      },
    });
  }
}
