import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { namespaceOf } from '../../config/places.js';
import { remembered } from '../../lib/remembered.js';
import type { ResourceMetric } from '../../metrics/custom-resources/reading.js';
import { namedOf, resourceStates, tokenState } from '../../metrics/custom-resources/readings.js';
import { metricsOf } from '../../rules/surface-metrics.js';
import { CustomResourcesAccess } from '../custom-resources/access.js';
import { METRICS_PORT } from '../custom-resources/container.js';
import { CustomResourcesServer } from '../custom-resources/server.js';
import { stateConfig } from '../custom-resources/state-config.js';
import { clusterIdentity, noOtherCluster } from '../identity.js';
import { keepSeriesOf } from '../kept-series.js';
import { selectedMetadata, selectorLabels } from '../metadata.js';
import { dropLabels, type RelabelRule, replaceMatch } from '../relabeling.js';
import { scrapeLimits, scrapeSettings } from '../scrape-settings.js';
import { serviceScrape } from '../scrapes.js';
import type { SurfaceProps } from '../surface.js';
import { tenantNamespace } from '../tenant-namespace.js';

const NAME = 'arks-custom-resources';
const component = 'custom-resources';

/** What is published, with and without the limits of tokens; lists that stay the same, so that each is written once. */
const withTokens = [...resourceStates, tokenState];
const configOf = remembered(stateConfig);

/** What kube-state-metrics says of itself would be read as the application's; the group and version are always the same. */
const notTheExporter = dropLabels('pod|container|service|customresource_(group|kind|version)');

/** What Arks takes where an application does not say (arks e1732a9): the runtime of its kind, and the name of the model as served. */
const defaultsOfArks: RelabelRule[] = [
  replaceMatch({
    sourceLabels: ['__name__', 'model_name', 'arks_model'],
    regex: 'arks_.*application_info;;(.+)',
    targetLabel: 'model_name',
    replacement: '$1',
  }),
  ...[['arks_application_info', 'vllm'] as const, ['arks_disaggregated_application_info', 'sglang'] as const].map(
    ([info, replacement]) =>
      replaceMatch({ sourceLabels: ['__name__', 'runtime'], regex: `${info};`, targetLabel: 'runtime', replacement }),
  ),
];

/** Makes the label of what ends the name of a family in the exporter, and the name of what is left. */
function labelsFromNames(families: readonly ResourceMetric[]): RelabelRule[] {
  const stored = [...new Set(families.map(({ metric }) => metric.name))];
  return stored.flatMap((name) => {
    const ends = families.flatMap(({ metric, named }) => (metric.name === name && named !== undefined ? [named] : []));
    const regex = `${name}_(${ends.map(({ value }) => value).join('|')})`;
    const labels = [...new Set(ends.map(({ label }) => label))];
    return [
      ...labels.map((targetLabel) =>
        replaceMatch({ sourceLabels: ['__name__'], regex, targetLabel, replacement: '$1' }),
      ),
      replaceMatch({ sourceLabels: ['__name__'], regex, targetLabel: '__name__', replacement: name }),
    ];
  });
}

/**
 * Publishes the custom resources of Arks through a kube-state-metrics of our own, and scrapes it.
 * `namespace` is the tenant's.
 */
export class ArksCustomResources extends Construct {
  readonly monitor: ApiObject;

  constructor(scope: Construct, id: string, { environment }: SurfaceProps) {
    super(scope, id);
    const resources = environment.surfaces.customResources.tokenLimits ? withTokens : resourceStates;
    new CustomResourcesAccess(this, 'access', { environment, name: NAME, resources });
    new CustomResourcesServer(this, 'server', { environment, name: NAME, config: configOf(resources) });
    this.monitor = serviceScrape(this, NAME, {
      environment,
      surface: 'customResources',
      metadata: selectedMetadata({ environment, component, name: NAME }),
      spec: {
        ...scrapeLimits(environment, 'customResources'),
        namespaceSelector: { matchNames: [namespaceOf('customResources', environment)] },
        selector: { matchLabels: selectorLabels(component) },
        endpoints: [
          {
            ...scrapeSettings(environment),
            port: METRICS_PORT.name,
            ...clusterIdentity(environment),
            metricRelabelings: [
              ...labelsFromNames(namedOf(resources)),
              ...keepSeriesOf(metricsOf('customResources', environment)),
              noOtherCluster(environment),
              ...tenantNamespace,
              notTheExporter,
              ...defaultsOfArks,
            ],
          },
        ],
      },
    });
  }
}
