import { gateway as facts } from '../../config/surfaces/gateway.js';
import { clusterLabel } from '../identity.js';
import { dropLabels, type RelabelRule, replaceMatch } from '../relabeling.js';
import type { SurfaceOfPlatform } from '../surface.js';
import { ON_SERVICE } from '../target-labels.js';
import { tenantNamespace } from '../tenant-namespace.js';

/**
 * The two token metrics say the model in a label called `token` (arks e1732a9, collector.go:RecordTokenUsage).
 * A plugin that says `model` itself keeps it; `token` goes either way, so that no API token can end up as a label.
 */
const modelLabel: readonly RelabelRule[] = [
  replaceMatch({
    sourceLabels: ['__name__', 'model', 'token'],
    regex: 'gateway_token_.+;;(.+)',
    targetLabel: 'model',
    replacement: '$1',
  }),
  dropLabels('token'),
];

/** The Go plugin of the gateway. */
export const gateway: SurfaceOfPlatform = {
  object: 'arks-gateway',
  component: 'gateway',
  finds: 'services',
  job: { is: facts.ours.job },
  namespace: ({ arks }) => arks.namespace,
  tenantBy: ['namespace'],
  selector: () => ({ matchLabels: { app: 'arks-gateway-plugins' } }),
  // arks e1732a9, config/gateway/gateway-plugin/gateway-plugin.yaml; it serves Envoy on others.
  answers: () => ({ pods: { matchLabels: { app: 'arks-gateway-plugins' } }, port: 9110 }),
  exporters: () => [['gateway']],
  targetLabels: [...ON_SERVICE, 'model'],
  droppedLabels: ['token'],
  endpoint: (settings) => ({
    port: 'metrics',
    relabelings: clusterLabel(settings),
    labelling: [...tenantNamespace, ...modelLabel],
  }),
};
