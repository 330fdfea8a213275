import { stringify } from 'yaml';
import { textSaying } from './no-text.js';

/** How cdk8s writes: in YAML 1.1, without folding lines. */
const WRITER = { version: '1.1', lineWidth: 0 } as const;
/** Underscores aside, what Go reads as a number (go-yaml, which kubectl and Argo CD read with): in capitals, too, and octal as in YAML 1.2. */
const NUMBER = /^[-+]?(0o[0-7]+|0b[01]+|0x[\da-f]+|(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?)$/i;
const STARTS_NUMBER = /^[-+.\d]/;
const MISREAD_RULE = 'must not look like a number such as 0o17, 0X1F or 1e_3, because it is written without quotes';

/** cdk8s writes them as they are; readers of YAML 1.1 end a line at some of them and refuse the others. */
const UNWRITABLE = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/;
const UNWRITABLE_RULE =
  'must not hold the characters U+007F to U+009F, U+2028, U+2029, U+FFFE or U+FFFF, at which YAML readers stop';

/**
 * Signs that nobody sees in a diff, or that turn the order of what follows: two texts that look alike could differ. Joiners stay, which
 * languages and emoji are written with.
 */
const UNSEEN = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
const UNSEEN_RULE = 'must not hold signs that are not seen in a review, or that turn the order of what follows';

/** Signs that no text of people has, and of which the first ends texts of C; tabs and ends of lines are no such. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
const CONTROL_RULE = 'must not hold a control character such as NUL or ESC';

/** Several lines are written below each other: a tab where they begin is indentation to Go, which refuses it, and blanks alone are none. */
const HOLLOW = /^[ \n]*(\t|$)/;
const HOLLOW_RULE =
  'must not begin with a tab, or be blank, if it has several lines, because YAML readers treat that as indentation';

/** Whether cdk8s writes a text without quotes in which some reader finds a number: YAML 1.1 knows fewer of them. */
export function isMisread(text: string): boolean {
  return (
    STARTS_NUMBER.test(text) && NUMBER.test(text.replaceAll('_', '')) && stringify(text, WRITER).trimEnd() === text
  );
}

/** The check that no reader takes a text for a number, with what it says where one does. */
export const neverNumber = [(text: string) => !isMisread(text), MISREAD_RULE] as const;

/** Whether a text has several lines of which some reader takes what they begin with for indentation. */
function isHollow(text: string): boolean {
  return text.includes('\n') && HOLLOW.test(text);
}

/** JSON as it may stand within an object: what readers of YAML stop at is escaped, as JSON may always have it. */
export function escapedJson(json: string): string {
  return json.replace(
    new RegExp(UNWRITABLE, 'g'),
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** YAML of our own within an object, written as cdk8s writes objects, so that the same texts come through in both. */
export function yamlText(value: unknown): string {
  return stringify(value, WRITER);
}

/** Free text that every reader of YAML finds as it was written; of what is no text, or does not fit, it says what it should be. */
export const freeTextSaying = (what: string, fits: (text: string) => boolean = () => true) =>
  textSaying(what, fits)
    .refine(...neverNumber)
    .refine((text) => !CONTROL.test(text), CONTROL_RULE)
    .refine((text) => !UNWRITABLE.test(text), UNWRITABLE_RULE)
    .refine((text) => !UNSEEN.test(text), UNSEEN_RULE)
    .refine((text) => !isHollow(text), HOLLOW_RULE);

/** The same where it may be any. */
export const freeText = freeTextSaying('must be text');

const CONSTRUCTOR = 'constructor';

/** The check of a key in a mapping of an object, with what it says: cdk8s asks each mapping for what it was constructed by. */
export const writableKey = [
  (key: string) => key !== CONSTRUCTOR,
  `must not be ${CONSTRUCTOR}, which cdk8s cannot write as a key`,
] as const;

/** The check of a name that becomes the id of a construct, with what it says. */
export const constructId = [
  (name: string) => name !== CONSTRUCTOR,
  `must not be ${CONSTRUCTOR}, which names no construct of cdk8s`,
] as const;

/** The check of a value of any shape, with what it says: every text in it is found as it was written. */
export const allWritable = [
  isWritable,
  'must hold no text that looks like a number to some readers of YAML, ends their lines, cannot be seen, or cannot be written',
] as const;

function isWritable(value: unknown): boolean {
  if (typeof value === 'string') return freeText.safeParse(value).success;
  if (Array.isArray(value)) return value.every(isWritable);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, inner]) => key !== CONSTRUCTOR && isWritable(key) && isWritable(inner));
}
