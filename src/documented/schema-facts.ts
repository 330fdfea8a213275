import { z } from 'zod';

type Schema = z.core.$ZodType;

/** A schema without what wraps it, and what the wrappers and the schema itself say. */
export interface Unwrapped {
  readonly schema: Schema;
  readonly description: string | undefined;
  /** What a missing value becomes; undefined where there is no default. */
  readonly byDefault: unknown;
  readonly optional: boolean;
  /** What must hold of a value, as the schema's own error messages say it. */
  readonly rules: readonly string[];
}

/** Takes off defaults and optionality. The outermost description counts, as it does for editors. */
export function unwrapped(schema: Schema): Unwrapped {
  const own: Unwrapped = {
    schema,
    description: z.globalRegistry.get(schema)?.description,
    byDefault: undefined,
    optional: false,
    rules: rulesOf(schema),
  };
  if (schema instanceof z.ZodOptional) return { ...within(own, schema.def.innerType), optional: true };
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) {
    return { ...within(own, schema.def.innerType), byDefault: schema.def.defaultValue };
  }
  return own;
}

/** The rules that an object has for one of its fields, by the name of the field. */
export function rulesOfField(schema: Schema, field: string): readonly string[] {
  return (schema._zod.def.checks ?? []).flatMap((check) => {
    const { def } = check._zod;
    const path: unknown = 'path' in def ? def.path : undefined;
    return Array.isArray(path) && path.join('.') === field ? messages(def.error) : [];
  });
}

function within(own: Unwrapped, inner: Schema): Unwrapped {
  const found = unwrapped(inner);
  return { ...found, description: own.description ?? found.description, rules: [...own.rules, ...found.rules] };
}

/** The message of the type itself comes first, then those of its checks; a check of one field belongs to that field. */
function rulesOf(schema: Schema): readonly string[] {
  const { checks = [], error } = schema._zod.def;
  const ofChecks = checks.filter(({ _zod: { def } }) => !('path' in def && Array.isArray(def.path)));
  return [...new Set([...messages(error), ...ofChecks.flatMap((check) => messages(check._zod.def.error))])];
}

/** What an error function says whatever is wrong; nothing where it was not given. zod types its issue as never. */
function messages(error: z.core.$ZodErrorMap<never> | undefined): readonly string[] {
  if (error === undefined) return [];
  const said: unknown = Reflect.apply(error, undefined, [{ code: 'custom', path: [], input: undefined }]);
  const message: unknown = typeof said === 'object' && said !== null && 'message' in said ? said.message : said;
  return typeof message === 'string' ? [message] : [];
}
