import { z } from 'zod';
import { environmentSchema } from '../config/environment.js';
import { EXTENDS } from './environment-files.js';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** What zod leaves out, since it is gone before the settings are read. */
const extended: JsonSchema = {
  type: 'string',
  pattern: '^_.*\\.ya?ml$',
  description:
    'The shared file, whose name begins with _, that this file extends; _defaults.yaml applies to every file.',
};

/**
 * The JSON Schema of environment files and of the shared files below them, as text: what editors complete and check from.
 * What a file leaves out may stand in another, so nothing is required outside lists, and null may take away anything.
 */
export function environmentJsonSchema(): string {
  const { properties, ...schema } = partial(z.toJSONSchema(environmentSchema, { io: 'input', target: 'draft-7' }));
  const whole = {
    ...schema,
    properties: { [EXTENDS]: extended, ...properties },
    title: 'An environment of Arks Monitoring, or settings that several share',
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

function partial({ required: _, ...schema }: JsonSchema): JsonSchema {
  return {
    ...schema,
    ...(schema.properties === undefined ? {} : { properties: eachRemovable(schema.properties) }),
    ...(typeof schema.additionalProperties === 'object'
      ? { additionalProperties: removable(schema.additionalProperties) }
      : {}),
    ...(schema.anyOf === undefined ? {} : { anyOf: schema.anyOf.map(partial) }),
  };
}

function eachRemovable(properties: Readonly<Record<string, z.core.JSONSchema._JSONSchema>>) {
  return Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, removable(inner)]));
}

/** Null beside what is allowed; what a schema says about other types says nothing about null. */
function removable(schema: z.core.JSONSchema._JSONSchema): z.core.JSONSchema._JSONSchema {
  if (typeof schema === 'boolean') return schema;
  const kept = partial(schema);
  const { type, enum: values, anyOf } = kept;
  return {
    ...kept,
    ...(type === undefined ? {} : { type: [...[type].flat(), 'null'] }),
    ...(values === undefined ? {} : { enum: [...values, null] }),
    ...(anyOf === undefined ? {} : { anyOf: [...anyOf, { type: 'null' }] }),
  };
}
