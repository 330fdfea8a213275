import { z } from 'zod';
import type { Environment } from '../../src/config/environment.js';
import { manifestsOf } from './manifests.js';

const texts = z.record(z.string(), z.string());

const kubernetesObject = z.looseObject({
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    labels: texts,
    annotations: texts.default({}),
  }),
});

/** What every object has, whatever its kind; the fields of its kind are there, untyped. */
export type KubernetesObject = z.output<typeof kubernetesObject>;

/** A value as an object of Kubernetes; throws where it is none. */
export function asObject(value: unknown): KubernetesObject {
  return kubernetesObject.parse(value);
}

/** The objects that synth writes for an environment, by the names of their files. */
export function objectsOf(environment: Environment): ReadonlyMap<string, KubernetesObject> {
  return new Map([...manifestsOf(environment)].map(([file, object]) => [file, asObject(object)]));
}
