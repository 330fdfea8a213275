import { z } from 'zod';
import { output } from './command.js';
import { ownGoProgram } from './go-program.js';

/** The newest version that Go 1.26 builds; tools/real/go/flux/go.mod pins it. */
export const FLUX = { version: '1.40.0', module: 'github.com/fluxcd/pkg/kustomize' };

const answer = z.union([
  z.strictObject({ object: z.record(z.string(), z.unknown()) }),
  z.strictObject({ error: z.string() }),
]);

/** What became of an object, or why Flux refuses it. */
export type Substituted = z.infer<typeof answer>;

/** What Flux makes of objects, in their order, when their Kustomization has these variables (spec.postBuild.substitute). */
export async function substituted(
  objects: readonly unknown[],
  variables: Readonly<Record<string, string>>,
): Promise<readonly Substituted[]> {
  const program = await ownGoProgram('flux');
  return z
    .array(answer)
    .parse(JSON.parse(await output(program, [], { input: JSON.stringify({ objects, variables }) })));
}
