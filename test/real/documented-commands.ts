import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../support/commands.js';

const PAGE = 'docs/kubectl.md';

/** The commands of docs/kubectl.md by which a folder is applied and what has left it is deleted, for an environment. */
export interface DocumentedCommands {
  readonly define: string;
  readonly create: string;
  /** Prints what `prune` would delete; its exit code is 1 where that is nothing, as that of grep is. */
  readonly preview: string;
  readonly prune: string;
  readonly strays: string;
}

/** The commands as the page shows them, the name of the environment put in. Throws where the page shows them no longer. */
export function documentedCommands(environment: string): DocumentedCommands {
  const page = readFileSync(join(PROJECT, PAGE), 'utf8').replaceAll(
    /environment=quickstart$/gm,
    `environment=${environment}`,
  );
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```/gms)].map(([, text = '']) => text);
  const block = (part: string) => {
    const found = blocks.filter((text) => text.includes(part));
    if (found.length !== 1) throw new Error(`${PAGE} must show one block with ${part}, got ${found.length}`);
    return found[0] ?? '';
  };
  const [exported, preview, prune] = block('--prune').split('\n');
  return {
    define: block('docs/applysets.yaml'),
    create: block('kubectl create'),
    preview: `${exported}\n${preview}`,
    prune: `${exported}\n${prune}`,
    strays: block(`'!applyset.kubernetes.io/part-of'`),
  };
}
