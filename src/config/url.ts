import { z } from 'zod';

/** A URL that a Go template leaves alone, that a path may follow, and that shows no password to who gets an alert. */
export const url = z
  .string()
  .regex(
    /^https?:\/\/(?![^/]*@)[^\s{}"'<>?#]+[^\s{}"'<>?#/]$/,
    'must be an http or https URL without a user, "?", "#", a slash at its end, spaces, quotes or braces',
  );
