/** A schema of JSON, its words not typed. */
export type Schema = Readonly<Record<string, unknown>>;

const TEXT_OR_NUMBER = { type: ['string', 'number'] };
/** A text in its definition, which may be written as a number, too. */
const QUANTITY = 'io.k8s.apimachinery.pkg.api.resource.Quantity';

/**
 * A schema of Kubernetes as one of plain JSON that takes no field which it does not name. What is meant by `additionalProperties`
 * or by x-kubernetes-preserve-unknown-fields stays open.
 */
export function strict(schema: Schema): Schema {
  if (schema['x-kubernetes-int-or-string'] === true || schema['format'] === 'int-or-string') return TEXT_OR_NUMBER;
  const inner = Object.fromEntries(
    // Below these two words stand names, which may be those of words.
    Object.entries(schema).map(([word, value]) => [
      word,
      isSchema(value) && ['definitions', 'properties'].includes(word) ? each(value) : within(value),
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

function each(schemas: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, name === QUANTITY ? TEXT_OR_NUMBER : within(schema)]),
  );
}

function within(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(within);
  return isSchema(value) ? strict(value) : value;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
