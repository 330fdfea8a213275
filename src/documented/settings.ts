import { z } from 'zod';
import { environmentSchema } from '../config/environment.js';
import { rulesOfField, unwrapped } from './schema-facts.js';
import { unitOf } from './units.js';

type Schema = z.core.$ZodType;

const SAID_BY_TYPE = 'must be a whole number';

/** One setting of an environment file. */
export interface Setting {
  /** `alerts.thresholds.errorRatio`; `[]` follows a list, `.<name>` a map. */
  readonly path: string;
  readonly type: string;
  /** As YAML, or undefined where nothing stands for a missing value. */
  readonly byDefault: string | undefined;
  readonly unit: string;
  /** What must hold of a value. */
  readonly allowed: readonly string[];
  readonly description: string | undefined;
  /** Whether it only holds other settings. */
  readonly section: boolean;
}

/** Every setting and every section, in the order of the schema; a section stands before what it holds. */
export function settings(): readonly Setting[] {
  return ofObject('', environmentSchema.in);
}

function ofObject(parent: string, schema: z.ZodObject): readonly Setting[] {
  return Object.entries(schema.shape).flatMap(([name, field]) =>
    ofField(parent === '' ? name : `${parent}.${name}`, field, rulesOfField(schema, name)),
  );
}

function ofField(path: string, field: Schema, more: readonly string[]): readonly Setting[] {
  const { schema, description, byDefault, optional, rules } = unwrapped(field);
  const section = schema instanceof z.ZodObject;
  const allowed = [...rules, ...rulesInside(schema), ...more].filter((rule) => !rule.endsWith(SAID_BY_TYPE));
  const required = !optional && byDefault === undefined ? ['required'] : [];
  const setting = {
    path,
    type: typeOf(schema),
    byDefault: section || byDefault === undefined ? undefined : JSON.stringify(byDefault),
    unit: unitOf(path, typeOf(schema), allowed),
    allowed: section ? allowed : [...required, ...allowed],
    description,
    section,
  };
  return [setting, ...inner(path, schema)];
}

/** The settings below one: those of an object, and of the entries of a list or a map that are objects. */
function inner(path: string, schema: Schema): readonly Setting[] {
  if (schema instanceof z.ZodObject) return ofObject(path, schema);
  if (schema instanceof z.ZodArray) return inner(`${path}[]`, unwrapped(schema.def.element).schema);
  if (schema instanceof z.ZodRecord) return inner(`${path}.<name>`, unwrapped(schema.def.valueType).schema);
  if (schema instanceof z.ZodUnion)
    return schema.def.options.flatMap((option) => inner(path, unwrapped(option).schema));
  return [];
}

/** What must hold of each entry of a list, and of keys and values of a map. */
function rulesInside(schema: Schema): readonly string[] {
  const each = (of: Schema, what: string) => {
    const { rules, schema: found } = unwrapped(of);
    return found instanceof z.ZodObject ? [] : rules.map((rule) => `${what} ${rule}`);
  };
  if (schema instanceof z.ZodArray) return each(schema.def.element, 'each');
  if (schema instanceof z.ZodRecord)
    return [...each(schema.def.keyType, 'keys'), ...each(schema.def.valueType, 'values')];
  if (schema instanceof z.ZodUnion)
    return schema.def.options.flatMap((option) => rulesInside(unwrapped(option).schema));
  return [];
}

function typeOf(schema: Schema): string {
  if (schema instanceof z.ZodEnum) return schema.options.join(', ').replace(/, ([^,]*)$/, ' or $1');
  if (schema instanceof z.ZodLiteral) return [...schema.values].join(' or ');
  if (schema instanceof z.ZodArray) return `list of ${typeOf(unwrapped(schema.def.element).schema)}`;
  if (schema instanceof z.ZodRecord) return `map to ${typeOf(unwrapped(schema.def.valueType).schema)}`;
  if (schema instanceof z.ZodUnion) {
    return schema.def.options.map((option) => typeOf(unwrapped(option).schema)).join(', or ');
  }
  if (schema instanceof z.ZodBoolean) return 'true or false';
  if (schema instanceof z.ZodNumberFormat) return 'whole number';
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodString) return 'text';
  if (schema instanceof z.ZodObject) return 'mapping';
  if (schema instanceof z.ZodUnknown) return 'anything';
  throw new Error(`there must be a word for the type ${schema._zod.def.type}`);
}
