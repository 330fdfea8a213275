import type { Check } from '../../check.js';
import { objects } from './objects.js';
import { selection } from './selection.js';
import { targets } from './targets.js';

/** Every check that Kubernetes can answer, in the order in which a target comes about. */
export const kubernetesChecks: readonly Check[] = [...objects, ...selection, ...targets];
