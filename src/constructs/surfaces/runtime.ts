import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment.js';
import { metricsOf } from '../../rules/surface-metrics.js';
import { runtimesWith } from '../../signals/runtimes/index.js';
import { freeEndpointLabel, leadersOnly, noOtherCluster, replicaIdentity } from '../identity.js';
import { errorsOnly, keepSeriesOf } from '../kept-series.js';
import { ownServiceOnly, podsOfApplications } from '../made-by-arks.js';
import { selectedMetadata } from '../metadata.js';
import { type RelabelRule, replaceMatch } from '../relabeling.js';
import { scrapeLimits, scrapeSettings, tenantNamespaces } from '../scrape-settings.js';
import { type ServiceScrapeSpec, serviceScrape } from '../scrapes.js';
import type { SurfaceProps } from '../surface.js';

const NAME = 'arks-runtime';

/** Scrapes the runtimes of ArksApplications through the Service that Arks makes for each (facts: arks e1732a9). */
export class ArksRuntime extends Construct {
  readonly monitor: ApiObject;

  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    this.monitor = serviceScrape(this, NAME, {
      environment,
      surface: 'runtime',
      metadata: selectedMetadata({ environment, component: 'runtime', name: NAME }),
      spec: runtimeMonitorSpec(environment),
    });
  }
}

/** Some runtimes say `model` where others say `model_name`. Where they do not run, nothing of theirs is there to be renamed. */
export function servedModel({ runtimes }: Environment): RelabelRule[] {
  return runtimesWith(({ saysModel }) => saysModel)
    .filter(([name]) => runtimes.includes(name))
    .flatMap(([, names]) => [
      replaceMatch({
        sourceLabels: ['__name__', 'model'],
        regex: `${names};(.+)`,
        targetLabel: 'model_name',
        replacement: '$1',
      }),
      // An empty value takes a label away; other series keep theirs.
      replaceMatch({ sourceLabels: ['__name__'], regex: `${names}()`, targetLabel: 'model', replacement: '$1' }),
    ]);
}

/** What the monitor of the runtimes says, for whoever wants to know it without a chart. */
export function runtimeMonitorSpec(environment: Environment): ServiceScrapeSpec {
  const metrics = metricsOf('runtime', environment);
  return {
    ...scrapeLimits(environment, 'runtime'),
    namespaceSelector: tenantNamespaces(environment),
    selector: { matchLabels: { 'managed-by': 'arks', 'prometheus-discovery': 'true' } },
    endpoints: [
      {
        ...scrapeSettings(environment),
        port: 'http',
        relabelings: [
          ...podsOfApplications,
          ...ownServiceOnly,
          leadersOnly,
          ...replicaIdentity(environment),
          freeEndpointLabel,
        ],
        metricRelabelings: [
          ...keepSeriesOf(metrics),
          noOtherCluster(environment),
          ...errorsOnly(metrics, environment.scrape.keep),
          ...servedModel(environment),
        ],
      },
    ],
  };
}
