import { output } from './command.js';
import { goProgram } from './go-program.js';

/** The newest version that Go 1.26 builds. */
export const KUSTOMIZE = { version: '5.8.2', module: 'sigs.k8s.io/kustomize/kustomize/v5' };

/** What `kustomize build` prints for a folder. */
export async function kustomizeBuild(folder: string): Promise<string> {
  const program = await goProgram({ package: KUSTOMIZE.module, version: `v${KUSTOMIZE.version}`, binary: 'kustomize' });
  return output(program, ['build', folder]);
}
