import { z } from 'zod';
import { environmentSchema, sections } from '../../src/config/environment.js';
import { SURFACES } from '../../src/config/surfaces.js';
import { typeOf } from './type-of-schema.js';

/**
 * The declarations of src/config/environment.ts as users of the package read them: the same types, without the library that checks
 * them, and each setting with what its schema says of it, which editors show.
 */
export function settingsTypes(): string {
  const given = z.toJSONSchema(environmentSchema, { io: 'input', target: 'draft-7' });
  const filled = z.toJSONSchema(sections, { io: 'output', target: 'draft-7' });
  return [
    '/** What an environment file may say, as a value: only what differs from the defaults needs to be there. */',
    `export interface EnvironmentSettings ${typeOf(given)}`,
    '/** What an environment file says, defaults filled in. */',
    `export interface Settings ${typeOf(withSurfacesDecided(filled))}`,
    '/** Settings of one cluster, with the name and the file they come from. */',
    'export interface Environment extends Settings {\n  readonly name: string;\n  readonly file: string;\n}',
    '',
  ].join('\n');
}

/** Whether a surface is there follows from the runtimes where nobody says it. */
function withSurfacesDecided(filled: z.core.JSONSchema.BaseSchema): z.core.JSONSchema.BaseSchema {
  const copy = structuredClone(filled);
  for (const surface of SURFACES) {
    const own = objectIn(objectIn(copy, 'surfaces'), surface);
    own.required = [...new Set([...(own.required ?? []), 'enabled'])];
  }
  return copy;
}

function objectIn(schema: z.core.JSONSchema.BaseSchema, name: string): z.core.JSONSchema.BaseSchema {
  const found = schema.properties?.[name];
  if (typeof found !== 'object') throw new Error(`the schema of the environment must have ${name}`);
  return found;
}
