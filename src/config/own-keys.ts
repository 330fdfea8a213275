/** What begins so is Arks' to set or ours: monitors select by labels of Arks, and what we say of an object is read by tools. */
const ARKS_PREFIX = 'arks.ai/';

/** Which ruler takes a rule, and for which tenant of Mimir. */
export const RULER_LABEL = `${ARKS_PREFIX}ruler`;
export const TENANT_LABEL = `${ARKS_PREFIX}mimir-tenant`;
/** Of an Application of Argo CD: its environment, which neither its name nor its path has to say. */
export const ENVIRONMENT_LABEL = `${ARKS_PREFIX}environment`;
/** Why an alert of a group is missing, what the overrides of its rules are about, how many series a monitor was predicted to bring, and why fields may differ. */
export const OFF_ANNOTATION = `${ARKS_PREFIX}alerts-off`;
export const ABOUT_ANNOTATION = `${ARKS_PREFIX}alerts-overrides`;
export const PREDICTED_ANNOTATION = `${ARKS_PREFIX}predicted-series`;
export const DIFFERENCES_ANNOTATION = `${ARKS_PREFIX}ignored-differences`;

/** Whether Flux puts its variables into an object. */
export const FLUX_ANNOTATION = 'kustomize.toolkit.fluxcd.io/substitute';
/** Whose token Kubernetes writes into a Secret. */
export const ACCOUNT_ANNOTATION = 'kubernetes.io/service-account.name';

const OF_OTHERS: readonly string[] = [FLUX_ANNOTATION, ACCOUNT_ANNOTATION];

/** Whether a key of a label or an annotation is not an environment's to set: what it said would be lost where an object has our own. */
export function isOwnKey(key: string): boolean {
  return key.startsWith(ARKS_PREFIX) || OF_OTHERS.includes(key);
}

export const OWN_KEY_RULE = `must not begin with ${ARKS_PREFIX} and not be ${OF_OTHERS.join(' or ')}: objects have those of this program's own`;
