import { copyLabel, dropLabels, type RelabelRule } from './relabeling.js';

/**
 * The namespace that an exporter says itself is the tenant's; the target's says only where the exporter runs. Without
 * `honorLabels`, so that an administrator's `overrideHonorLabels` changes nothing.
 */
export const tenantNamespace: RelabelRule[] = [
  copyLabel('exported_namespace', 'namespace'),
  dropLabels('exported_namespace'),
];
