import { memoize } from '../../src/lib/memoize.js';
import { environmentOf } from '../support/environment.js';
import { type KubernetesObject, objectsOf } from '../support/kubernetes-objects.js';

const MOST = 4;
const written = memoize((settings: string) => objectsOf(environmentOf(JSON.parse(settings))), MOST);

/** The objects that synth writes for these settings. */
export function objects(settings: object): readonly KubernetesObject[] {
  return [...written(JSON.stringify(settings)).values()];
}
