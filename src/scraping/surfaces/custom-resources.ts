import type { ResourceMetric, ResourceState } from '../../metrics/custom-resources/reading.js';
import { namedOf, resourceStates, tokenState } from '../../metrics/custom-resources/readings.js';
import { clusterLabel } from '../identity.js';
import { dropLabels, type RelabelRule, replaceMatch } from '../relabeling.js';
import type { ScrapeSettings } from '../settings.js';
import type { SurfaceOfPlatform } from '../surface.js';
import { ON_SERVICE, without } from '../target-labels.js';
import { tenantNamespace } from '../tenant-namespace.js';

const NAME = 'arks-custom-resources';
const COMPONENT = 'custom-resources';
/** Of the Service and the container of the kube-state-metrics that is ours. */
export const METRICS_PORT = { name: 'http-metrics', number: 8080 } as const;

/** What is published, with and without the limits of tokens; lists that stay the same, so that each is written once. */
const withTokens: readonly ResourceState[] = [...resourceStates, tokenState];

/** What kube-state-metrics says of itself would be read as the application's; the group and version are always the same. */
const notTheExporter = dropLabels('pod|container|service|customresource_(group|kind|version)');

/** What Arks takes where an application does not say (arks e1732a9): the runtime of its kind, and the name of the model as served. */
const defaultsOfArks: readonly RelabelRule[] = [
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

/** The custom resources of Arks, through a kube-state-metrics of our own. `namespace` is the tenant's. */
export const customResources: SurfaceOfPlatform = {
  object: NAME,
  component: COMPONENT,
  finds: 'services',
  job: { is: NAME },
  besideMonitor: true,
  namespace: ({ monitoring }) => monitoring.namespace,
  tenantBy: ['namespace'],
  selector: () => ({
    matchLabels: { 'app.kubernetes.io/name': 'arks-monitoring', 'app.kubernetes.io/component': COMPONENT },
  }),
  exporters: ({ surfaces }) => [
    surfaces.customResources.tokenLimits ? ['customResources', 'tokenLimits'] : ['customResources'],
  ],
  targetLabels: without(ON_SERVICE, 'pod', 'container', 'service'),
  endpoint: (settings) => ({
    port: METRICS_PORT.name,
    relabelings: clusterLabel(settings),
    naming: labelsFromNames(namedOf(publishedResources(settings))),
    labelling: [...tenantNamespace, notTheExporter, ...defaultsOfArks],
  }),
};

/** The kinds that are published: the limits of tokens only where the environment asks for them. */
export function publishedResources({ surfaces }: Pick<ScrapeSettings, 'surfaces'>): readonly ResourceState[] {
  return surfaces.customResources.tokenLimits ? withTokens : resourceStates;
}

/** Makes the label of what ends the name of a family in the exporter, and the name of what is left. */
function labelsFromNames(families: readonly ResourceMetric[]): readonly RelabelRule[] {
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
