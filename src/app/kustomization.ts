import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Environment } from '../config/environment.js';
import { filesBelow } from '../output/replacing.js';
import { nameReferencesText } from './name-references.js';

/** The one name by which Kustomize, kubectl and Argo CD know what a folder is. */
export const KUSTOMIZATION = 'kustomization.yaml';

/** Where Kustomize reads which objects name which. Without an ending by which others would take it for an object. */
export const REFERENCES = 'kustomization.references';

/**
 * Writes beside the objects of each environment the list of their files, so that `kubectl apply --kustomize` and Argo CD
 * take all of them and nothing else. It changes nothing: a prefix, a suffix or a label there would undo what was reviewed. In an overlay
 * of somebody's a prefix or a suffix takes references along, which a second file tells.
 */
export function writeKustomizations(environments: readonly Pick<Environment, 'name'>[], outdir: string): void {
  for (const { name } of environments) {
    const folder = join(outdir, name);
    const resources = filesBelow(folder).filter((file) => file !== KUSTOMIZATION && file !== REFERENCES);
    const kustomization = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources,
      configurations: [REFERENCES],
    };
    writeFileSync(join(folder, REFERENCES), nameReferencesText());
    writeFileSync(join(folder, KUSTOMIZATION), stringify(kustomization));
  }
}
