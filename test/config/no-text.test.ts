import { expect, test } from 'vitest';
import { z } from 'zod';
import { environmentSchema } from '../../src/config/environment.js';

/** A text that only fits where any does. */
const ODD = 'A b?';
const IN_QUOTES = 'must be text: write it in quotes';

/** Every schema of a text that the schema of an environment holds, with its place. */
function textSchemas(): readonly { readonly schema: z.core.$ZodType; readonly place: string }[] {
  const found: { schema: z.core.$ZodType; place: string }[] = [];
  z.toJSONSchema(environmentSchema, {
    io: 'input',
    override: ({ zodSchema, path }) => {
      if (zodSchema._zod.def.type === 'string') found.push({ schema: zodSchema, place: path.join('.') });
    },
  });
  return found;
}

function refusal(schema: z.core.$ZodType, value: unknown): string | undefined {
  return z.safeParse(schema, value).error?.issues[0]?.message;
}

test('what is no text is told which text a setting takes, or to write it in quotes where it fits, wherever not every text fits', () => {
  const formed = textSchemas().filter(({ schema }) => refusal(schema, ODD)?.startsWith('must '));
  expect(formed.length).toBeGreaterThan(30);
  const told = (schema: z.core.$ZodType) =>
    (refusal(schema, '7')?.startsWith('must be ') ?? false) ? refusal(schema, ODD) : IN_QUOTES;
  const unhelpful = formed.filter(({ schema }) => refusal(schema, 7) !== told(schema));
  expect(unhelpful.map(({ place }) => place)).toEqual([]);
});
