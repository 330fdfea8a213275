import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { publishedDefinitions } from '../api-server/definitions.js';
import { KUBERNETES } from '../api-server/programs.js';
import { output } from '../command.js';
import { strict } from './strict.js';

const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const DEFINITIONS_FILE = 'definitions.json';
/** What kubeconform takes for the group of kinds that have none. */
const NO_GROUP = 'v1';
const schema = z.record(z.string(), z.unknown());
const kindOf = z.object({ group: z.string(), version: z.string(), kind: z.string() });
const definition = z.looseObject({ 'x-kubernetes-group-version-kind': z.array(kindOf).default([]) });
const swagger = z.object({ definitions: z.record(z.string(), definition) });
const customResource = z.object({
  spec: z.object({
    group: z.string(),
    names: z.object({ kind: z.string() }),
    versions: z.array(z.object({ name: z.string(), schema: z.object({ openAPIV3Schema: schema }) })),
  }),
});

/** Where kubeconform finds a schema, in its own words. */
export const LOCATION = '{{ .Group }}/{{ .ResourceKind }}_{{ .ResourceAPIVersion }}.json';

/** Writes a strict schema of every kind: those of Kubernetes, and those whose definitions a module publishes. */
export async function writeSchemas(folder: string): Promise<void> {
  const kubernetes = await openApi();
  const definitions = strict({ definitions: kubernetes });
  const write = (group: string, version: string, kind: string, text: object) => {
    const file = join(folder, group === '' ? NO_GROUP : group, `${kind.toLowerCase()}_${version}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(text));
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, DEFINITIONS_FILE), JSON.stringify(definitions));
  for (const [name, { 'x-kubernetes-group-version-kind': kinds }] of Object.entries(kubernetes)) {
    for (const { group, version, kind } of kinds) write(group, version, kind, reference(name));
  }
  for (const { spec } of await customResources()) {
    for (const { name, schema: own } of spec.versions) {
      const { openAPIV3Schema } = own;
      // A definition leaves it to Kubernetes what metadata is.
      const properties = {
        ...schema.parse(openAPIV3Schema['properties']),
        metadata: reference(OBJECT_META),
      };
      write(spec.group, name, spec.names.kind, strict({ ...openAPIV3Schema, properties }));
    }
  }
}

/** Of a definition, from the folder of a group. */
function reference(name: string): object {
  return { $ref: `../${DEFINITIONS_FILE}#/definitions/${name}` };
}

/** The definitions of Kubernetes, from its module. */
async function openApi() {
  const { version, module } = KUBERNETES;
  const told = await output('go', ['mod', 'download', '-json', `${module}@v${version}`]);
  const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(told));
  return swagger.parse(JSON.parse(readFileSync(join(Dir, 'api/openapi-spec/swagger.json'), 'utf8'))).definitions;
}

async function customResources() {
  const texts = await publishedDefinitions();
  return texts
    .flatMap((text) => parseAllDocuments(text).map((document): unknown => document.toJS()))
    .filter((document) => document !== null)
    .map((document) => customResource.parse(document));
}
