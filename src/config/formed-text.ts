import { textSaying } from './no-text.js';
import { freeTextSaying } from './yaml-text.js';

/** Text of a form, with what is said of whatever has another one, be it text or not. */
export const formed = (form: RegExp, rule: string) => textSaying(rule, (text) => form.test(text)).regex(form, rule);

/** The same where a program decides whether a text has the form. */
export const formedAs = (hasForm: (text: string) => boolean, rule: string) =>
  textSaying(rule, hasForm).refine(hasForm, rule);

/** The same of a form that does not keep out what readers of YAML misread. */
export const freeFormed = (form: RegExp, rule: string) =>
  freeTextSaying(rule, (text) => form.test(text)).regex(form, rule);
