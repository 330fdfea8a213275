import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Answer } from '../../tools/real/api-server/answer.js';
import { type Cluster, startCluster } from '../../tools/real/api-server/cluster.js';
import { OPEN_KINDS, openDefinition, publishedDefinitions } from '../../tools/real/api-server/definitions.js';
import { kubernetesPrograms } from '../../tools/real/api-server/programs.js';
import { PROJECT } from '../support/commands.js';
import { documentedCommands } from './documented-commands.js';

/** Every namespace that anything shipped writes to. */
const NAMESPACES = ['monitoring', 'observability', 'argocd', 'tenant-a', 'tenant-b'];

/** A cluster with every definition that our objects need, that of ApplySets as the documentation says, and the namespaces. */
export async function preparedCluster(namespaces: readonly string[]): Promise<Cluster> {
  const cluster = await startCluster(await kubernetesPrograms());
  try {
    const open = OPEN_KINDS.map((kind) => stringify(openDefinition(kind)));
    await apply(cluster, [...(await publishedDefinitions()), ...open]);
    did(await cluster.shell(documentedCommands('any').define, PROJECT));
    did(await cluster.kubectl('wait', 'crd', '--all', '--for', 'condition=Established'));
    for (const name of [...NAMESPACES, ...namespaces]) did(await cluster.kubectl('create', 'namespace', name));
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** Applies texts of YAML. */
export async function apply({ kubectl }: Cluster, texts: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-applied-'));
  const file = join(folder, 'applied.yaml');
  writeFileSync(file, texts.join('\n---\n'));
  did(await kubectl('apply', '--server-side', '-f', file));
  rmSync(folder, { recursive: true });
}

/** An answer of 0; throws with what else was said. */
export function did(answer: Answer): Answer {
  if (answer.exitCode !== 0) throw new Error(`${answer.stderr}\n${answer.stdout}`);
  return answer;
}
