import { createRequire } from 'node:module';
import type * as Plus from 'cdk8s-plus-27';
import { once } from '../../lib/once.js';

/** The words of cdk8s-plus-27, loaded when a kube-state-metrics is first written: nothing else needs them, and they take a while. */
export const plus = once((): typeof Plus => createRequire(import.meta.url)('cdk8s-plus-27'));
