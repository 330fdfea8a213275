import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { COMPONENT_LABEL } from '../objects/metadata.js';
import { needsServerSideApply } from '../objects/sizes.js';
import { syncWave } from '../objects/sync-waves.js';

const WAVE = 'argocd.argoproj.io/sync-wave';
const OPTIONS = 'argocd.argoproj.io/sync-options';

/**
 * Tells Argo CD of every object below a construct when to apply it, and of large ones to leave it to the API server.
 * Throws where nothing says when an object's turn is.
 */
export function writeSyncAnnotations(scope: Construct): void {
  for (const object of scope.node.findAll()) {
    if (!(object instanceof ApiObject)) continue;
    object.metadata.addAnnotation(WAVE, String(waveOf(object)));
    writeSyncOptions(object);
  }
}

/** Has Argo CD leave an object to the API server which is too large for it to note in an annotation what it applied. */
export function writeSyncOptions(object: ApiObject): void {
  if (needsServerSideApply(object.toJson())) object.metadata.addAnnotation(OPTIONS, 'ServerSideApply=true');
}

function waveOf({ kind, name, metadata }: ApiObject): number {
  const component: unknown = metadata.getLabel(COMPONENT_LABEL);
  return syncWave({ kind, name, component: String(component) });
}
