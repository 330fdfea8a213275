import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterIdentity, noOtherCluster } from '../../scraping/identity.js';
import { keepSeriesOf } from '../../scraping/kept-series.js';
import { namespaceOf } from '../../scraping/places.js';
import { dropLabels, type RelabelRule, replaceMatch } from '../../scraping/relabeling.js';
import { scrapeLimits, scrapeSettings } from '../../scraping/scrape-settings.js';
import { metricsOf } from '../../scraping/surface-metrics.js';
import { tenantNamespace } from '../../scraping/tenant-namespace.js';
import { selectedMetadata } from '../metadata.js';
import { serviceScrape } from '../scrapes.js';
import type { SurfaceProps } from '../surface.js';

const NAME = 'arks-gateway';

/**
 * The two token metrics say the model in a label called `token` (arks e1732a9, collector.go:RecordTokenUsage).
 * A plugin that says `model` itself keeps it; `token` goes either way, so that no API token can end up as a label.
 */
const modelLabel: RelabelRule[] = [
  replaceMatch({
    sourceLabels: ['__name__', 'model', 'token'],
    regex: 'gateway_token_.+;;(.+)',
    targetLabel: 'model',
    replacement: '$1',
  }),
  dropLabels('token'),
];

/** Scrapes the Go plugin of the gateway. */
export class ArksGateway extends Construct {
  readonly monitor: ApiObject;

  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    this.monitor = serviceScrape(this, NAME, {
      environment,
      surface: 'gateway',
      metadata: selectedMetadata({ environment, component: 'gateway', name: NAME }),
      spec: {
        ...scrapeLimits(environment, 'gateway'),
        namespaceSelector: { matchNames: [namespaceOf('gateway', environment)] },
        selector: { matchLabels: { app: 'arks-gateway-plugins' } },
        endpoints: [
          {
            ...scrapeSettings(environment),
            port: 'metrics',
            ...clusterIdentity(environment),
            metricRelabelings: [
              ...keepSeriesOf(metricsOf('gateway', environment)),
              noOtherCluster(environment),
              ...tenantNamespace,
              ...modelLabel,
            ],
          },
        ],
      },
    });
  }
}
