import type { z } from 'zod';

/** What is checked, as Zod hands it over. */
export interface Payload {
  readonly value: unknown;
}

/**
 * Says what a check of several settings reads: it then runs as soon as those are right, whatever is wrong beside them.
 * Without it a check waits until all of its object is right, and what it finds is reported one run later. Zod runs no
 * such check after one that failed with `abort: true`, so no setting has that.
 */
export function whenValid(settings: z.ZodType): { readonly when: (payload: Payload) => boolean } {
  return { when: ({ value }) => settings.safeParse(value).success };
}
