import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { documentedCommands } from '../real/documented-commands.js';
import { PROJECT } from '../support/commands.js';

const definition = z
  .object({
    metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()) }),
    spec: z.object({
      group: z.string(),
      scope: z.string(),
      names: z.object({ kind: z.string(), plural: z.string() }),
      versions: z.tuple([z.object({ name: z.string() })]),
    }),
  })
  .parse(parse(readFileSync(join(PROJECT, 'docs/applysets.yaml'), 'utf8')));

test('the commands for applying by hand name the ApplySet as its definition does', () => {
  const { metadata, spec } = definition;
  const { define, create, preview, prune } = documentedCommands('eu-1');
  expect(metadata.name).toBe(`${spec.names.plural}.${spec.group}`);
  // Else kubectl takes it for no ApplySet, or wants every object in its namespace.
  expect(metadata.labels).toEqual({ 'applyset.kubernetes.io/is-parent-type': 'true' });
  expect(spec.scope).toBe('Cluster');
  expect(define).toContain('-f docs/applysets.yaml');
  // What kubectl hashes: name, no namespace, kind and group.
  expect(create).toContain(`"$environment..${spec.names.kind}.${spec.group}"`);
  expect(create).toContain(`apiVersion: ${spec.group}/${spec.versions[0].name}\nkind: ${spec.names.kind}\n`);
  for (const command of [preview, prune]) {
    expect(command).toMatch(/^export KUBECTL_APPLYSET=true environment=eu-1\n/);
    expect(command).toContain(` -k dist/$environment --prune --applyset=${metadata.name}/$environment`);
  }
  expect(preview).toContain('--dry-run=server');
  expect(prune).not.toContain('--dry-run');
});
