import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { noOtherCluster, oneTargetPerPod, replicaIdentity } from '../../scraping/identity.js';
import { keepSeriesOf } from '../../scraping/kept-series.js';
import { podsOfApplications } from '../../scraping/made-by-arks.js';
import { type RelabelRule, replaceMatch } from '../../scraping/relabeling.js';
import { scrapeLimits, scrapeSettings, tenantNamespaces } from '../../scraping/scrape-settings.js';
import { metricsOf } from '../../scraping/surface-metrics.js';
import { selectedMetadata } from '../metadata.js';
import { podScrape } from '../scrapes.js';
import type { SurfaceProps } from '../surface.js';

const NAME = 'arks-router';

/**
 * Scrapes the routers of ArksDisaggregatedApplications on their metrics port, which no container declares.
 * No port is selected, since the traffic port is the user's choice: every declared port becomes the same target,
 * and Prometheus keeps one of targets that are alike.
 */
export class ArksRouter extends Construct {
  readonly monitor: ApiObject;

  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    this.monitor = podScrape(this, NAME, {
      environment,
      surface: 'router',
      metadata: selectedMetadata({ environment, component: 'router', name: NAME }),
      spec: {
        ...scrapeLimits(environment, 'router'),
        namespaceSelector: tenantNamespaces(environment),
        selector: { matchLabels: { 'arks.ai/disaggregation-role': 'router' } },
        podMetricsEndpoints: [
          {
            ...scrapeSettings(environment),
            relabelings: [
              ...podsOfApplications,
              ...addressOnPort(environment.surfaces.router.port),
              oneTargetPerPod,
              ...replicaIdentity(environment),
            ],
            metricRelabelings: [...keepSeriesOf(metricsOf('router', environment)), noOtherCluster(environment)],
          },
        ],
      },
    });
  }
}

/** The pod's address with that port; an IPv6 address goes into brackets. */
function addressOnPort(port: number): RelabelRule[] {
  const address = (regex: string, replacement: string) =>
    replaceMatch({ sourceLabels: ['__meta_kubernetes_pod_ip'], regex, targetLabel: '__address__', replacement });
  return [address('([0-9.]+)', `$1:${port}`), address('(.*:.*)', `[$1]:${port}`)];
}
