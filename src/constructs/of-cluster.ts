import { type ApiObject, JsonPatch } from 'cdk8s';

/** Keeps an object that belongs to no namespace out of that of its chart, which cdk8s gives to all. */
export function ofCluster(object: ApiObject): void {
  if (object.metadata.namespace !== undefined) object.addJsonPatch(JsonPatch.remove('/metadata/namespace'));
}
