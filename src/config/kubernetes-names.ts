import { z } from 'zod';

const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LABEL_VALUE = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const QUALIFIED_NAME = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const SECRET_KEY = /^[A-Za-z0-9._-]{1,253}$/;
const PROMETHEUS_LABEL = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
const MAX_SUBDOMAIN_LENGTH = 253;
/** All annotations of one object together, as the API server counts them. */
const MAX_ANNOTATION_BYTES = 262_144;

/** Whether a text may name a namespace or any object of ours. */
export function isDnsLabel(text: string): boolean {
  return DNS_LABEL.test(text);
}

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

const QUALIFIED_NAME_RULE =
  'must have keys of letters, digits, ".", "_" and "-", at most 63, optionally after a DNS prefix and "/"';

/** cdk8s writes YAML 1.1, where this is text, and so without quotes; readers of YAML 1.2 and of Go find a number. */
const OCTAL = /^0o[0-7]+$/i;
const OCTAL_RULE = 'must not be an octal number such as 0o17, which is written without quotes';

/** The name of a namespace or an object. */
export const dnsLabel = z
  .string()
  .regex(DNS_LABEL, 'must be a DNS label: lower-case letters, digits and "-", at most 63 characters')
  .refine((text) => !OCTAL.test(text), OCTAL_RULE);

/** The name of an object whose kind allows dots, such as a Secret. */
export const dnsSubdomain = z
  .string()
  .refine(isSubdomain, 'must be a DNS subdomain: lower-case letters, digits, "-" and ".", at most 253 characters')
  .refine((text) => !OCTAL.test(text), OCTAL_RULE);

export const secretKey = z
  .string()
  .regex(SECRET_KEY, 'must be a key of a Secret: letters, digits, "-", "_" and "."')
  .refine((text) => !OCTAL.test(text), OCTAL_RULE);

export const prometheusLabel = z
  .string()
  .regex(PROMETHEUS_LABEL, 'must be a Prometheus label name: letters, digits and "_", not starting with a digit')
  .refine((name) => !name.startsWith('__'), 'must not start with "__", which Prometheus keeps for itself');

/** cdk8s writes them as they are; readers of YAML 1.1 end a line at some of them and refuse the others. */
const UNWRITABLE = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/;
const UNWRITABLE_RULE =
  'must not hold the characters U+007F to U+009F, U+2028, U+2029, U+FFFE or U+FFFF, at which readers of YAML stop';

/** Free text that every reader of YAML finds as it was written. */
export const freeText = z
  .string()
  .refine((text) => !OCTAL.test(text), OCTAL_RULE)
  .refine((text) => !UNWRITABLE.test(text), UNWRITABLE_RULE);

export const labelValue = z
  .string()
  .regex(
    LABEL_VALUE,
    'must be a label value: at most 63 letters, digits, "-", "_" and ".", a letter or digit at the ends',
  )
  .refine((text) => !OCTAL.test(text), OCTAL_RULE);

/** A tenant of Mimir that can be said in a label; those with other letters or more than 63 cannot be selected by it. */
export const tenantId = labelValue.min(1, 'must not be empty');

/** Recommended labels: this program's own, and `instance`, by which Argo CD tracks what it applied. */
const OWN_LABELS = ['name', 'component', 'part-of', 'managed-by', 'instance'].map(
  (name) => `app.kubernetes.io/${name}`,
);

/** Keys that tell Argo CD what belongs to which Application, and what to do with it, and when. */
const ARGO_CD_PREFIX = 'argocd.argoproj.io/';

/** The key of a label of somebody else's object. */
export const qualifiedName = z.string().refine(isQualifiedName, QUALIFIED_NAME_RULE);

/** The key of a label or an annotation that an environment may set. */
export const metadataKey = z
  .string()
  .refine(isQualifiedName, QUALIFIED_NAME_RULE)
  .refine(
    (key) => !key.startsWith(ARGO_CD_PREFIX),
    `must not start with ${ARGO_CD_PREFIX}, by which Argo CD tracks and orders objects; the section argocd says how`,
  );

const labelKey = metadataKey.refine(
  (key) => !OWN_LABELS.includes(key),
  `must not set ${OWN_LABELS.join(', ')}, which are this program's or Argo CD's to set`,
);

/** Labels that an environment adds to objects, keys and values as Kubernetes wants them. */
export const objectLabels = z.record(labelKey, labelValue);

/** Annotations of an object; values are free text within the size that the API server allows. */
export const annotations = z
  .record(metadataKey, freeText)
  .refine(
    (entries) => bytes(entries) <= MAX_ANNOTATION_BYTES,
    `must not hold more than ${MAX_ANNOTATION_BYTES} bytes together`,
  );

function bytes(entries: Readonly<Record<string, string>>): number {
  return Object.entries(entries).reduce(
    (sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value),
    0,
  );
}
