import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Environment } from '../../config/environment.js';
import { metricsOf } from '../../rules/surface-metrics.js';
import { clusterLabel, noOtherCluster, oneTargetPerPod } from '../identity.js';
import { errorsOnly, keepSeriesOf } from '../kept-series.js';
import { podsOfYourOwn } from '../made-by-arks.js';
import { selectedMetadata } from '../metadata.js';
import { copyLabel, setLabel } from '../relabeling.js';
import { scrapeLimits, scrapeSettings, tenantNamespaces } from '../scrape-settings.js';
import { type PodScrapeSpec, podScrape } from '../scrapes.js';
import type { SurfaceProps } from '../surface.js';
import { servedModel } from './runtime.js';

const NAME = 'arks-unmanaged-runtime';

/** Scrapes runtimes that Arks does not start, in the pods that an environment selects. Throws where it selects none. */
export class ArksUnmanagedRuntime extends Construct {
  readonly monitor: ApiObject;

  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    this.monitor = podScrape(this, NAME, {
      environment,
      surface: 'unmanagedRuntime',
      metadata: selectedMetadata({ environment, component: 'unmanaged-runtime', name: NAME }),
      spec: unmanagedMonitorSpec(environment),
    });
  }
}

/** What that monitor says, for whoever wants to know it without a chart. */
export function unmanagedMonitorSpec(environment: Environment): PodScrapeSpec {
  const { selector, applicationLabel, port, path } = environment.surfaces.unmanagedRuntime;
  if (selector === undefined) throw new Error('surfaces.unmanagedRuntime.selector must be set to scrape such pods');
  const metrics = metricsOf('unmanagedRuntime', environment);
  const application = podLabel(applicationLabel);
  return {
    ...scrapeLimits(environment, 'unmanagedRuntime'),
    namespaceSelector: tenantNamespaces(environment),
    selector: { matchLabels: { ...selector } },
    podMetricsEndpoints: [
      {
        ...scrapeSettings(environment),
        path,
        portNumber: port,
        relabelings: [
          ...podsOfYourOwn(application),
          oneTargetPerPod,
          copyLabel(application, 'application'),
          setLabel('role', 'unified'),
          ...clusterLabel(environment),
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

/** What discovery calls a label of a pod: whatever a label of Prometheus may not have is an underscore. */
function podLabel(name: string): string {
  return `__meta_kubernetes_pod_label_${name.replaceAll(/\W/g, '_')}`;
}
