import type { Pod } from '../../kubernetes/answers.js';
import type { ActiveTarget } from '../../sources/prometheus-answers.js';

/** Whether a target is a pod. */
export function isTargetOf({ labels }: ActiveTarget, { metadata: { name, namespace } }: Pod): boolean {
  return labels['pod'] === name && labels['namespace'] === namespace;
}
