import type { Check } from '../../check.js';
import { objects } from './objects.js';
import { selection } from './selection.js';
import { leftOver, targets } from './targets.js';

/** What Kubernetes says of causes, in the order in which a target comes about. */
export const kubernetesCauses: readonly Check[] = [...objects, ...selection, ...targets];
/** What it says where nobody knows a cause. */
export const kubernetesRest: readonly Check[] = leftOver;
