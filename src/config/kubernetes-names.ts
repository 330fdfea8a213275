import { z } from 'zod';
import { DNS_LABEL } from '../lib/dns-label.js';
import { formed, formedAs } from './formed-text.js';
import { isOwnKey, OWN_KEY_RULE, RULER_LABEL } from './own-keys.js';
import { whenValid } from './when-valid.js';
import { freeText, neverNumber, writableKey } from './yaml-text.js';

const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const SECRET_KEY = /^[A-Za-z0-9._-]{1,253}$/;
const MAX_SUBDOMAIN_LENGTH = 253;
/** All annotations of one object together, as the API server counts them. */
const MAX_ANNOTATION_BYTES = 262_144;

/** The key of a label or an annotation: a name of at most 63 characters, optionally after a DNS prefix and a slash. */
export function isQualifiedName(text: string): boolean {
  const [first = '', second, ...rest] = text.split('/');
  if (rest.length > 0) return false;
  if (second === undefined) return QUALIFIED_NAME.test(first);
  return isSubdomain(first) && QUALIFIED_NAME.test(second);
}

/** Whether a text may name an object whose kind allows dots and more than 63 characters. */
export function isSubdomain(text: string): boolean {
  return text.length <= MAX_SUBDOMAIN_LENGTH && DNS_SUBDOMAIN.test(text);
}

/** How discovery spells the key of a label in the name of a label of Prometheus: whatever that may not have is an underscore. */
export function sanitizedLabel(key: string): string {
  return key.replaceAll(/\W/g, '_');
}

const QUALIFIED_NAME_RULE =
  'must have keys of letters, digits, ".", "_" and "-", at most 63, optionally after a DNS prefix and "/"';

/** The name of a namespace or an object. */
export const dnsLabel = formed(
  DNS_LABEL,
  'must be a DNS label: lower-case letters, digits and "-", at most 63 characters',
).refine(...neverNumber);

/** The name of an object whose kind allows dots, such as a Secret. */
export const dnsSubdomain = formedAs(
  isSubdomain,
  'must be a DNS subdomain: lower-case letters, digits, "-" and ".", at most 253 characters',
).refine(...neverNumber);

export const secretKey = formed(SECRET_KEY, 'must be a key of a Secret: letters, digits, "-", "_" and "."').refine(
  ...neverNumber,
);

export const labelValue = formed(
  LABEL_VALUE,
  'must be a label value: at most 63 letters, digits, "-", "_" and ".", a letter or digit at the ends',
).refine(...neverNumber);

/** A tenant of Mimir that can be said in a label; those with other letters or more than 63 cannot be selected by it. */
export const tenantId = labelValue.min(1, 'must not be empty');

/** Recommended labels: this program's own, and `instance`, by which Argo CD tracks what it applied. */
const OWN_LABELS = ['name', 'component', 'part-of', 'managed-by', 'instance'].map(
  (name) => `app.kubernetes.io/${name}`,
);

/** Keys that tell Argo CD what belongs to which Application, and what to do with it, and when. */
const ARGO_CD_PREFIX = 'argocd.argoproj.io/';

/** The key of a label of somebody else's object. */
export const qualifiedName = formedAs(isQualifiedName, QUALIFIED_NAME_RULE)
  .refine(...neverNumber)
  .refine(...writableKey);

/** The key of a label or an annotation of an object of ours. */
const objectKey = formedAs(isQualifiedName, QUALIFIED_NAME_RULE)
  .refine(...neverNumber)
  .refine(...writableKey)
  .refine(
    (key) => !key.startsWith(ARGO_CD_PREFIX),
    `must not start with ${ARGO_CD_PREFIX}, by which Argo CD tracks and orders objects; the section argocd says how`,
  );

/** The key of a label or an annotation that an environment may set. */
export const metadataKey = objectKey.refine((key) => !isOwnKey(key), OWN_KEY_RULE);

const notRecommended = [
  (key: string) => !OWN_LABELS.includes(key),
  `must not set ${OWN_LABELS.join(', ')}, which only this program or Argo CD may set`,
] as const;

/** Labels that an environment adds to objects, keys and values as Kubernetes wants them. */
export const objectLabels = z.record(metadataKey.refine(...notRecommended), labelValue);

/** Labels by which a ruler selects rules; which ruler that is they may say in another word. */
export const rulerLabels = z.record(
  objectKey.refine(...notRecommended).refine((key) => key === RULER_LABEL || !isOwnKey(key), OWN_KEY_RULE),
  labelValue,
);

/** Labels by which objects of others are found, whatever their keys. */
export const labelsOfOthers = z.record(qualifiedName, labelValue);

/** Annotations of an object; values are free text within the size that the API server allows. */
export const annotations = z.record(metadataKey, freeText).refine((entries) => bytes(entries) <= MAX_ANNOTATION_BYTES, {
  error: `must not have more than ${MAX_ANNOTATION_BYTES} bytes in total`,
  ...whenValid(z.record(z.string(), z.unknown())),
});

function bytes(entries: Readonly<Record<string, unknown>>): number {
  return Object.entries(entries).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(String(value)),
    0,
  );
}
