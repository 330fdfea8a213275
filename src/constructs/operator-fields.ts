import type { Environment } from '../config/environment.js';
import { isFrom } from '../config/operator-version.js';

/** Fields that not every supported release of the Prometheus Operator knows: since which one, and what is lost without. */
const NEWER = {
  bodySizeLimit: {
    since: '0.73',
    lost: 'monitors have no limit on the size of an exposition (bodySizeLimit); scrape.bodySizeLimit has no effect',
  },
  keepDroppedTargets: {
    since: '0.68',
    lost: 'Prometheus remembers every target that a monitor dropped (keepDroppedTargets); scrape.keepDroppedTargets has no effect',
  },
  keep_firing_for: {
    since: '0.66',
    lost: 'alerts end with the first evaluation that is below their limit, and may come again at once (keep_firing_for)',
  },
} as const;
export type NewerField = keyof typeof NEWER;

const FIELDS = ['bodySizeLimit', 'keepDroppedTargets', 'keep_firing_for'] as const satisfies readonly NewerField[];
/** Fields of monitors, which VictoriaMetrics does not read. */
const OF_MONITORS: readonly NewerField[] = ['bodySizeLimit', 'keepDroppedTargets'];

/** Whether the operator of the environment knows a field; it knows every one where its release is not said. */
export function isKnown(
  field: NewerField,
  { monitoring: { operatorVersion } }: Pick<Environment, 'monitoring'>,
): boolean {
  return operatorVersion === undefined || isFrom(operatorVersion, NEWER[field].since);
}

/** The fields of monitors that have to be left out. */
export function unknownOfMonitors(environment: Pick<Environment, 'monitoring'>): readonly NewerField[] {
  return OF_MONITORS.filter((field) => !isKnown(field, environment));
}

/** What an environment does without, since its operator is older than a field: a sentence each. */
export function lostToOldOperator(environment: Pick<Environment, 'monitoring' | 'rules'>): readonly string[] {
  const { operatorVersion } = environment.monitoring;
  return FIELDS.filter((field) => !isKnown(field, environment) && isWritten(field, environment)).map(
    (field) =>
      `warning: monitoring.operatorVersion ${operatorVersion} is older than ${NEWER[field].since}: ${NEWER[field].lost}`,
  );
}

/** Rules in ConfigMaps are none of the operator's. */
function isWritten(field: NewerField, { rules: { target, mimir } }: Pick<Environment, 'rules'>): boolean {
  return OF_MONITORS.includes(field) || !(target === 'mimir' && mimir.delivery === 'files');
}
