import { z } from 'zod';

const WITHOUT_QUOTES = 'must be text: write it in quotes';

/** Text, with what is said of what is none: which text it should be, or that a number or a word of YAML would be right in quotes. */
export const textSaying = (rule: string, fits: (text: string) => boolean) =>
  z.string({
    error: ({ input }) =>
      (typeof input === 'number' || typeof input === 'boolean') && fits(String(input)) ? WITHOUT_QUOTES : rule,
  });
