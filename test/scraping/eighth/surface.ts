import { clusterLabel } from '../../../src/scraping/identity.js';
import type { SurfaceOfPlatform } from '../../../src/scraping/surface.js';
import { ON_SERVICE } from '../../../src/scraping/target-labels.js';

/** A second operator, in a namespace of its own: what exists nowhere, to see what a row is enough for. */
export const eighth: SurfaceOfPlatform = {
  object: 'arks-eighth',
  component: 'eighth',
  finds: 'services',
  job: { is: 'eighth-service' },
  namespace: () => 'eighth-system',
  selector: () => ({ matchLabels: { app: 'eighth' } }),
  exporters: () => [['operator']],
  targetLabels: [...ON_SERVICE, 'eighth_label'],
  endpoint: (settings) => ({ port: 'http', relabelings: clusterLabel(settings) }),
};
