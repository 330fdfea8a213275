import { z } from 'zod';
import { output } from './command.js';
import { ownGoProgram } from './go-program.js';

/** The newest version whose engine the module proxy serves, too; tools/real/go/argo-cd/go.mod pins both. */
export const ARGO_CD = { version: '3.2.12', module: 'github.com/argoproj/argo-cd/v3' };

const names = z.array(z.string());
const texts = z.record(z.string(), z.string());
const answer = z.strictObject({
  sourceType: z.string(),
  sync: z.strictObject({
    phase: z.string(),
    message: z.string(),
    waves: z.array(z.strictObject({ wave: z.int(), applied: names })),
    failed: texts,
    pruned: names,
  }),
  different: texts,
  differentOnServer: texts,
  health: texts,
});

/** How a sync went, what differs after it, and how healthy what is there is; objects are named as `Kind namespace/name`. */
export type ArgoCdAnswer = z.infer<typeof answer>;

/** What Argo CD works by. */
export interface ArgoCdProps {
  readonly application: object;
  /** The folder that stands for its repository. */
  readonly repository: string;
  /** What Kustomize makes of the folder of the Application. */
  readonly objects: readonly object[];
  /** Where it syncs to. */
  readonly kubeconfig: string;
  /** Data of its ConfigMap argocd-cm. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Whether Deployments count as rolled out; no controller is there to do it. */
  readonly rolledOut?: boolean;
}

/** Syncs as Argo CD does, and judges as it does. Throws where it refuses the Application. */
export async function argoCdSays({
  kubeconfig,
  settings = {},
  rolledOut = true,
  ...asked
}: ArgoCdProps): Promise<ArgoCdAnswer> {
  const program = await ownGoProgram('argo-cd');
  const input = JSON.stringify({ ...asked, settings, rolledOut });
  return answer.parse(JSON.parse(await output(program, [], { input, env: { KUBECONFIG: kubeconfig } })));
}
