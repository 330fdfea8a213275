import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Environment } from '../config/environment.js';
import { filesBelow } from '../output/replacing.js';

/** The one name by which Kustomize, kubectl and Argo CD know what a folder is. */
export const KUSTOMIZATION = 'kustomization.yaml';

/**
 * Writes beside the objects of each environment the list of their files, so that `kubectl apply --kustomize` and Argo CD
 * take all of them and nothing else. It only lists: a prefix, a suffix or a label there would undo what was reviewed.
 */
export function writeKustomizations(environments: readonly Pick<Environment, 'name'>[], outdir: string): void {
  for (const { name } of environments) {
    const folder = join(outdir, name);
    const resources = filesBelow(folder).filter((file) => file !== KUSTOMIZATION);
    const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources };
    writeFileSync(join(folder, KUSTOMIZATION), stringify(kustomization));
  }
}
