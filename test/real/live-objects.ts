import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Cluster } from '../../tools/real/api-server/cluster.js';

const metadata = z.looseObject({
  name: z.string(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
  resourceVersion: z.string().optional(),
});
const manifest = z.looseObject({ apiVersion: z.string(), kind: z.string(), metadata });
const list = z.looseObject({ items: z.array(manifest) });

export type Manifest = z.output<typeof manifest>;

/** The objects of a folder that synth has written. */
export function objectsIn(folder: string): readonly Manifest[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.k8s.yaml'))
    .map((file) => manifest.parse(parse(readFileSync(join(folder, file), 'utf8'), { maxAliasCount: 0 })));
}

/** The name by which objects are told apart: group and kind, namespace, name. */
export function keyOf({ apiVersion, kind, metadata: { namespace, name } }: Manifest): string {
  return [
    `${kind}${apiVersion.includes('/') ? `.${apiVersion.replace(/\/.*/, '')}` : ''}`,
    namespace ?? '-',
    name,
  ].join(' ');
}

/** What the API server has of these kinds (`Kind.group`) under a selector, by key. */
export async function liveObjects(
  { kubectl }: Cluster,
  kinds: ReadonlySet<string>,
  selector = '',
): Promise<ReadonlyMap<string, Manifest>> {
  const found = new Map<string, Manifest>();
  // All in one call would be an answer of its own for each kind, joined without their versions.
  const { exitCode, stdout, stderr } = await kubectl(
    ...['get', [...kinds].join(','), '--all-namespaces', '-o', 'json', '-l', selector],
  );
  if (exitCode !== 0) throw new Error(stderr);
  for (const item of list.parse(JSON.parse(stdout)).items) found.set(keyOf(item), item);
  return found;
}

/** The kinds of objects, as kubectl is asked for them. */
export function kindsOf(objects: readonly Manifest[]): ReadonlySet<string> {
  return new Set(objects.map((object) => keyOf(object).split(' ')[0] ?? ''));
}

/** By key, what changes with every write. */
export function versionsOf(objects: ReadonlyMap<string, Manifest>): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries([...objects].map(([key, object]) => [key, object.metadata.resourceVersion]));
}
