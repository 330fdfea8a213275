import { z } from 'zod';

/** What a release says of one field: its type, and the values where they are listed. */
export const facet = z.strictObject({ type: z.string(), values: z.array(z.string()).optional() });
export type Facet = z.infer<typeof facet>;

/** Per kind and path what a field is from a release on; null where it is not known any more. */
export const operatorFields = z.strictObject({
  source: z.string(),
  releases: z.array(z.string()),
  kinds: z.record(z.string(), z.record(z.string(), z.record(z.string(), facet.nullable()))),
});
export type OperatorFields = z.infer<typeof operatorFields>;

/** A schema as a CRD has it, as far as it is read. */
export interface Schema {
  readonly type?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, Schema>> | undefined;
  readonly items?: Schema | undefined;
  readonly additionalProperties?: unknown;
  readonly 'x-kubernetes-int-or-string'?: unknown;
  readonly 'x-kubernetes-preserve-unknown-fields'?: unknown;
}

export const schema: z.ZodType<Schema> = z.lazy(() =>
  z.looseObject({
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    properties: z.record(z.string(), schema).optional(),
    items: schema.optional(),
  }),
);

/** Every field below a schema by its path, `[]` for the items of a list; of a map of texts the map alone. */
export function fieldsOf(own: Schema, path: string): readonly (readonly [string, Facet])[] {
  const here: readonly [string, Facet] = [path, facetOf(own)];
  return [
    here,
    ...Object.entries(own.properties ?? {}).flatMap(([name, inner]) => fieldsOf(inner, `${path}.${name}`)),
    ...(own.items === undefined ? [] : fieldsOf(own.items, `${path}[]`)),
  ];
}

function facetOf(own: Schema): Facet {
  const values = own.enum?.map(String);
  return { type: typeOf(own), ...(values === undefined ? {} : { values }) };
}

function typeOf(own: Schema): string {
  if (own['x-kubernetes-preserve-unknown-fields'] === true) return 'any';
  if (own['x-kubernetes-int-or-string'] === true) return 'number or string';
  if (own.additionalProperties !== undefined) return 'map';
  return own.type ?? 'any';
}

/** What is wrong with a value of an object at a release: fields that it does not know, other types, values it refuses. */
export function refusedFields(
  fields: OperatorFields,
  release: string,
  object: { readonly kind: string; readonly spec?: unknown },
) {
  const paths = fields.kinds[object.kind];
  if (paths === undefined) throw new Error(`there must be fields of ${object.kind}`);
  const upTo = fields.releases.indexOf(release);
  const facetAt = (path: string) => {
    const changes = Object.entries(paths[path] ?? {}).filter(([since]) => fields.releases.indexOf(since) <= upTo);
    return changes.at(-1)?.[1] ?? undefined;
  };
  const refused = (value: unknown, path: string): readonly string[] => {
    const known = facetAt(path);
    if (known === undefined) return [`${path} is not known`];
    if (known.type === 'any' || known.type === 'map') return [];
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value;
      return known.type === 'array'
        ? items.flatMap((item) => refused(item, `${path}[]`))
        : [`${path} must be ${known.type}`];
    }
    if (typeof value === 'object' && value !== null) {
      if (known.type !== 'object') return [`${path} must be ${known.type}`];
      return Object.entries(value).flatMap(([name, inner]) => refused(inner, `${path}.${name}`));
    }
    const isNumber = known.type === 'integer' || known.type === 'number';
    const fits =
      known.type.split(' or ').includes(isNumber ? known.type : typeof value) &&
      (!isNumber || typeof value === 'number');
    if (!fits) return [`${path} must be ${known.type}`];
    return known.values === undefined || known.values.includes(String(value))
      ? []
      : [`${path} refuses ${String(value)}`];
  };
  return [...new Set(refused(object.spec, 'spec'))];
}
