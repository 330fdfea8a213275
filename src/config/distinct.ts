import { z } from 'zod';
import { whenValid } from './when-valid.js';

/** What must differ between the entries of a list: their texts, or those under a key, or no more of them than stands before a sign. */
const entryIdentity = z.object({ key: z.string().optional(), before: z.string().optional() });
export type EntryIdentity = z.output<typeof entryIdentity>;

/** What a check of a list gives to whoever reports it, so that the second of two entries is told and not the whole list. */
const params = z.object({ distinct: entryIdentity });

/** The check that a list names everything once, with what it says, whatever is wrong within its entries. */
export function distinct(error: string, identity: EntryIdentity = {}) {
  return [
    (list: readonly unknown[]) => repeated(list, identity).length === 0,
    { error, params: { distinct: identity }, ...whenValid(z.array(z.unknown())) },
  ] as const;
}

/** What a list must name once, where an issue is of that check. */
export function distinctOf(issue: { readonly params?: unknown }): EntryIdentity | undefined {
  return params.safeParse(issue.params).data?.distinct;
}

/** Each entry of a list that is there before, with the first of its kind. */
export function repeated(
  list: readonly unknown[],
  identity: EntryIdentity,
): readonly { readonly index: number; readonly first: number }[] {
  const known = list.map((entry) => identityOf(entry, identity));
  return known.flatMap((one, index) => {
    const first = known.indexOf(one);
    return one === undefined || first === index ? [] : [{ index, first }];
  });
}

function identityOf(entry: unknown, { key, before }: EntryIdentity): unknown {
  const value: unknown = key === undefined ? entry : Reflect.get(Object(entry), key);
  return before === undefined || typeof value !== 'string' ? value : value.split(before, 1)[0];
}
