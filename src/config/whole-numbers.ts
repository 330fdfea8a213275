import { z } from 'zod';

/** A number of things that there are. */
export const positive = z.int('must be a whole number').positive('must be above 0');
