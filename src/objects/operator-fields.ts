import type { Environment } from '../config/environment.js';
import { isFrom } from '../config/operator-version.js';
import type { Remark } from '../lib/remark.js';

/** Fields that not every supported release of the Prometheus Operator knows: since which one, and what is lost without. */
const NEWER = {
  bodySizeLimit: {
    since: '0.73',
    lost: 'monitors have no limit on the size of an exposition (bodySizeLimit); scrape.bodySizeLimit has no effect',
  },
  // Without it nothing is lost: no older operator can have all that Prometheus scrapes converted (its own field for that came with 0.83).
  convertClassicHistogramsToNHCB: { since: '0.82' },
  fallbackScrapeProtocol: {
    since: '0.79',
    lost: 'Prometheus 3 refuses pages without a content type (fallbackScrapeProtocol); that of scrape.endpoints has no effect',
  },
  scrapeProtocols: {
    since: '0.72',
    lost: 'Prometheus asks for the formats of its own choice (scrapeProtocols); those of scrape.endpoints have no effect',
  },
  keepDroppedTargets: {
    since: '0.68',
    lost: 'Prometheus remembers every target that a monitor dropped (keepDroppedTargets); scrape.keepDroppedTargets has no effect',
  },
  keep_firing_for: {
    since: '0.66',
    lost: 'alerts end with the first evaluation that is below their limit, and may come again at once (keep_firing_for)',
  },
} as const satisfies Readonly<Record<string, { readonly since: string; readonly lost?: string }>>;
export type NewerField = keyof typeof NEWER;

/** Fields that an environment asks for in an entry of `scrape.endpoints`; nothing else writes them. */
const ASKED_FOR = ['fallbackScrapeProtocol', 'scrapeProtocols'] as const satisfies readonly NewerField[];
/** Fields that are newer than what is promised of an operator of which nothing is said, so that its release must be. */
const ONLY_WHERE_SAID: readonly NewerField[] = ['convertClassicHistogramsToNHCB'];
/** Fields of monitors, which VictoriaMetrics does not read. */
const OF_MONITORS: readonly NewerField[] = ['bodySizeLimit', ...ONLY_WHERE_SAID, ...ASKED_FOR, 'keepDroppedTargets'];
const FIELDS: readonly NewerField[] = [...OF_MONITORS, 'keep_firing_for'];

/** Rulers of clouds that are not known to take `keep_firing_for`: one word that is not known and they refuse the whole file. */
const FIRE_NO_LONGER = ['gke', 'azure', 'aws'] as const;

/**
 * Whether who reads the objects of the environment knows a field. Where its release is not said, the Prometheus Operator knows every one
 * of 0.73, and what is asked for; the definitions of Azure's add-on are older in some clusters.
 */
export function isKnown(field: NewerField, environment: Pick<Environment, 'monitoring' | 'scrape' | 'rules'>): boolean {
  const { operatorVersion } = environment.monitoring;
  if (serviceWithout(field, environment) !== undefined) return false;
  if (operatorVersion === undefined) return !ONLY_WHERE_SAID.includes(field);
  return isFrom(operatorVersion, NEWER[field].since);
}

/** The section whose target is a service which does not know a field. */
function serviceWithout(
  field: NewerField,
  { scrape, rules }: Pick<Environment, 'scrape' | 'rules'>,
): 'scrape' | 'rules' | undefined {
  if (OF_MONITORS.includes(field)) return scrape.target === 'operator' ? undefined : 'scrape';
  return FIRE_NO_LONGER.some((name) => name === rules.target) ? 'rules' : undefined;
}

/** The fields of monitors that have to be left out. */
export function unknownOfMonitors(
  environment: Pick<Environment, 'monitoring' | 'scrape' | 'rules'>,
): readonly NewerField[] {
  return OF_MONITORS.filter((field) => !isKnown(field, environment));
}

/** What an environment does without, since who reads its objects does not know a field. */
export function lostToOldOperator(
  environment: Pick<Environment, 'monitoring' | 'scrape' | 'rules'>,
): readonly Remark[] {
  const { operatorVersion } = environment.monitoring;
  return FIELDS.filter((field) => !isKnown(field, environment) && isWritten(field, environment)).flatMap((field) => {
    const { since, lost }: { readonly since: string; readonly lost?: string } = NEWER[field];
    if (lost === undefined) return [];
    const section = serviceWithout(field, environment);
    if (section === undefined) {
      const message = `warning: monitoring.operatorVersion ${operatorVersion} is older than ${since}: ${lost}`;
      return { message, setting: ['monitoring', 'operatorVersion'] };
    }
    const message = `warning: ${section}.target ${environment[section].target}: ${lost}`;
    return { message, setting: [section, 'target'] };
  });
}

/** Rules in ConfigMaps are none of the operator's. */
function isWritten(
  field: NewerField,
  { rules: { target, mimir }, scrape }: Pick<Environment, 'rules' | 'scrape'>,
): boolean {
  const asked = ASKED_FOR.find((one) => one === field);
  if (asked !== undefined) return scrape.endpoints.some((entry) => entry[asked] !== undefined);
  return OF_MONITORS.includes(field) || !(target === 'mimir' && mimir.delivery === 'files');
}
