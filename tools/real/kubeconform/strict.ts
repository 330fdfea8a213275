type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Quantities are texts in the definition, and may be written as numbers, too. */
const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';

/**
 * A schema of Kubernetes as a plain JSON schema that takes no field which it does not name: what is meant by `additionalProperties`
 * or by x-kubernetes-preserve-unknown-fields stays open. Below `properties` and `definitions` names are names, not words of a schema.
 */
export function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (!isObject(schema)) return schema;
  if (schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string') {
    return { type: ['integer', 'string'] };
  }
  const inner = Object.fromEntries(
    Object.entries(schema).map(([word, value]) => [
      word,
      isObject(value) && (word === 'properties' || word === 'definitions') ? named(value) : strict(value),
    ]),
  );
  const isOpen =
    schema['properties'] === undefined ||
    schema['additionalProperties'] !== undefined ||
    schema['x-kubernetes-preserve-unknown-fields'] === true;
  const closed = isOpen ? inner : { ...inner, additionalProperties: false };
  const { type } = schema;
  return schema['nullable'] === true && typeof type === 'string' ? { ...closed, type: [type, 'null'] } : closed;
}

function named(schemas: Json): Json {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      name === QUANTITY ? { type: ['string', 'number'] } : strict(schema),
    ]),
  );
}
