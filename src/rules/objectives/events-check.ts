import { type FromFile, placeOf } from '../../files/written.js';
import { pathText } from '../../lib/path-text.js';
import type { Problem } from '../../lib/problem.js';
import type { ScrapedSurface } from '../../scraping/scraped.js';
import { knownSeries } from '../extra/known-series.js';
import type { ExtraRules } from '../extra/read.js';
import type { RuleSettings } from '../settings.js';
import { takenLabels, wronglyCounted } from './counted-checks.js';

const SIDES = ['good', 'bad', 'total'] as const;

/** What is known of an environment once it is planned. */
interface Planned {
  readonly scraped: readonly ScrapedSurface[];
  readonly recordedNames: ReadonlySet<string>;
  readonly extraRules: ExtraRules;
}

/**
 * What is wrong with events that objectives name: series that there are not or that count nothing, labels that they do not have, and
 * buckets that there are not. Records of a program are known beside those of the environment.
 */
export function wronglyNamedEvents(
  environment: RuleSettings & FromFile,
  plan: Planned,
  records: readonly { readonly record: string; readonly labels: readonly string[] }[] = [],
): readonly Problem[] {
  const { slos = [] } = environment;
  // To know all series takes a while.
  if (slos.every(({ events }) => events === undefined)) return [];
  const known = new Map([
    ...knownSeries({ environment, ...plan }, plan.extraRules),
    ...records.map(({ record, labels }) => [record, new Set(labels)] as const),
  ]);
  return slos.flatMap((objective, index) => {
    const context = { settings: environment, known, objective };
    const sides = SIDES.flatMap((side) => {
      const counted = objective.events?.[side];
      return counted === undefined ? [] : wronglyCounted(counted, ['events', side], context);
    });
    return [...takenLabels(context), ...sides].map(({ path, words }) => {
      const setting = ['slos', index, ...path];
      return { ...placeOf(environment, setting), message: `${pathText(setting)} ${words}` };
    });
  });
}
