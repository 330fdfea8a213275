import type { z } from 'zod';

type Schema = z.core.JSONSchema.BaseSchema | boolean;

const NAMES: Readonly<Record<string, string>> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};
const PLAIN_NAME = /^[A-Za-z_$][\w$]*$/;

/** A schema as a type of TypeScript; what it says of its properties becomes their comments. Throws where it says what no type does. */
export function typeOf(schema: Schema, indent = ''): string {
  if (typeof schema === 'boolean') return schema ? 'unknown' : 'never';
  const { type, anyOf, items, enum: values } = schema;
  if ('const' in schema) return JSON.stringify(schema.const);
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (anyOf !== undefined) return anyOf.map((one) => typeOf(one, indent)).join(' | ');
  if (type === 'array' && typeof items === 'object' && !Array.isArray(items)) {
    return `readonly (${typeOf(items, indent)})[]`;
  }
  if (type === 'object') return objectType(schema, indent);
  const name = typeof type === 'string' ? NAMES[type] : undefined;
  if (name !== undefined) return name;
  if (Object.keys(schema).length === 0) return 'unknown';
  throw new Error(`there must be a type for ${JSON.stringify(schema)}`);
}

function objectType(schema: z.core.JSONSchema.BaseSchema, indent: string): string {
  const { properties, additionalProperties, propertyNames, required = [] } = schema;
  if (properties === undefined) {
    const value = typeOf(additionalProperties ?? true, indent);
    const names = typeof propertyNames === 'object' ? propertyNames.enum : undefined;
    return names === undefined
      ? `{ readonly [name: string]: ${value} }`
      : `{ readonly [name in ${names.map((name) => JSON.stringify(name)).join(' | ')}]?: ${value} }`;
  }
  const deeper = `${indent}  `;
  const lines = Object.entries(properties).map(([name, inner]) => {
    const key = PLAIN_NAME.test(name) ? name : JSON.stringify(name);
    const type = typeOf(inner, deeper);
    const member = required.includes(name) ? `${key}: ${type}` : `${key}?: ${type} | undefined`;
    return `${comment(inner, deeper)}${deeper}readonly ${member};\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}

/** What a schema says of itself, and its default where that is one value; a map's stands at each of its settings. */
function comment(schema: Schema, indent: string): string {
  if (typeof schema === 'boolean') return '';
  const { description, default: value } = schema;
  const said = description === undefined ? [] : [description];
  const isMap = typeof value === 'object' && value !== null && !Array.isArray(value) && schema.properties !== undefined;
  const given = value === undefined || isMap ? [] : [`@default ${JSON.stringify(value)}`];
  const lines = [...said, ...given].join('\n').replaceAll('*/', '* /').split('\n');
  if (lines.join('') === '') return '';
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`, ''].join('\n');
}
