import { clusterLabel } from '../../../src/scraping/identity.js';
import type { SurfaceOfPlatform } from '../../../src/scraping/surface.js';
import { ON_SERVICE } from '../../../src/scraping/target-labels.js';

/** The plugin's Service as if an operator answered there: what exists nowhere, to see what a row is enough for. */
export const eighth: SurfaceOfPlatform = {
  object: 'arks-eighth',
  component: 'eighth',
  finds: 'services',
  job: { is: 'eighth-service' },
  namespace: ({ arks }) => arks.namespace,
  tenantBy: [],
  selector: () => ({ matchLabels: { app: 'arks-gateway-plugins' } }),
  exporters: () => [['operator']],
  targetLabels: [...ON_SERVICE, 'eighth_label'],
  endpoint: (settings) => ({ port: 'metrics', relabelings: clusterLabel(settings) }),
};
