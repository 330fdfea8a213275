import type { PassedEndpoint } from '../config/endpoints.js';
import { sanitizedLabel } from '../config/kubernetes-names.js';
import type { Relabeling } from '../config/relabelings.js';
import { isInRecords, keyOfLabel, type LABEL_LISTS } from '../config/series-labels.js';
import { isOfTenants } from '../config/surfaces.js';
import { once } from '../lib/once.js';
import { subjects } from '../signals/records.js';
import { type RecordLabel, recordLabels } from './record-labels.js';
import type { ScrapeSettings } from './settings.js';

type Scrape = Pick<ScrapeSettings, 'scrape'>;
type List = (typeof LABEL_LISTS)[number];

/** Each label makes as many series of a record as it has values in an application, and of two the product. */
const MOST_LABELS = 3;
/** Numbers in PromQL, whose other words may all be labels. */
const NUMBERS = /^(?:inf|nan)$/i;

/**
 * Why one label of an entry cannot be in records, or cannot be there beside what others say; nothing of one that nobody wants in
 * records. Names that are taken anyway are told elsewhere.
 */
export function recordLabelProblems(
  settings: Scrape,
  { entry, list, position }: { readonly entry: number; readonly list: List; readonly position: number },
): readonly string[] {
  const { endpoints } = settings.scrape;
  const own = endpoints[entry];
  const label = own?.[list][position];
  if (own === undefined || label === undefined) return [];
  const key = keyOfLabel(label);
  const name = sanitizedLabel(key);
  const all = recordLabels(settings);
  const first = all.find((one) => one.name === name);
  // What is of the platform alone is in no record of an application.
  if (first === undefined || (!isInRecords(label) && !own.surfaces.some(isOfTenants))) return [];
  if (!isInRecords(label)) {
    return [`must be { name: ${key}, inRecords: true } as in ${placeOf(first)}: one record has series of both`];
  }
  if (first.key !== key || first.list !== list)
    return [`must become a label of its own: ${name} is what ${placeOf(first)} becomes`];
  const allowed = all.slice(0, MOST_LABELS).map((one) => one.name);
  const platform = own.surfaces.find((surface) => !isOfTenants(surface));
  const writer = writerOf(name, endpoints);
  return [
    ...(platform === undefined
      ? []
      : [`must not have inRecords for ${platform}: only engines and routers are pods of an application`]),
    ...(allowed.includes(name)
      ? []
      : [
          `must not be the ${all.length}th label of records: at most ${MOST_LABELS}, and these are ${allowed.join(', ')}`,
        ]),
    ...(recordedLabels().has(name) || NUMBERS.test(name)
      ? [`must not be ${key} with inRecords: the label ${name} says something else in records`]
      : []),
    ...(writer === undefined ? [] : [`must not have inRecords while ${writer} changes the label ${name}`]),
  ];
}

function placeOf({ entry, list, position }: RecordLabel): string {
  return `scrape.endpoints[${entry}].${list}[${position}]`;
}

/** A rule for targets or series by which a label would say something else, or be gone. */
function writerOf(name: string, endpoints: readonly PassedEndpoint[]): string | undefined {
  return endpoints
    .flatMap((one, entry) =>
      (['relabelings', 'metricRelabelings'] as const).flatMap((list) =>
        one[list].map((rule, position) => ({ rule, place: `scrape.endpoints[${entry}].${list}[${position}]` })),
      ),
    )
    .find(({ rule }) => changes(rule, name))?.place;
}

function changes({ action, targetLabel, regex = '', replacement = '' }: Relabeling, name: string): boolean {
  if (targetLabel === name) return true;
  if (action === 'labeldrop') return new RegExp(`^(?:${regex})$`).test(name);
  return action === 'labelmap' && name.startsWith(replacement.replace(/\$.*$/, ''));
}

/** Labels of what is recorded, and those that its rules write. */
const recordedLabels = once(
  (): ReadonlySet<string> =>
    new Set(
      subjects.flatMap(({ recorded }) =>
        recorded.flatMap(({ labels, rules }) => [
          ...labels,
          ...rules.flatMap((rule) => Object.keys(rule.labels ?? {})),
        ]),
      ),
    ),
);
