import { z } from 'zod';
import { qualifiedName, sanitizedLabel } from './kubernetes-names.js';

/** The key of a label of a pod or a Service, as it is named in the cluster. */
const key = qualifiedName.regex(
  /^\D/,
  'must not start with a digit: it becomes the name of a label, and Prometheus 2 refuses its whole configuration for such a name',
);

/** A label whose series are told apart in records, too. */
const inRecords = z.strictObject({
  name: key.describe('The label, as it is named in the cluster.'),
  inRecords: z
    .boolean()
    .default(false)
    .describe('Whether records of applications and replicas have it, and alerts and panels that read them.'),
});

/** A label that becomes one of series: by its name, or with what else is to have it. */
export const seriesLabel = z.union([key, inRecords], {
  error: 'must be the name of a label, or a mapping with name and inRecords',
});
export type SeriesLabel = z.output<typeof seriesLabel>;

/** Lists of an entry of scrape.endpoints that hold such labels. */
export const LABEL_LISTS = ['podTargetLabels', 'targetLabels'] as const;
export type LabelLists = Readonly<Record<(typeof LABEL_LISTS)[number], readonly SeriesLabel[]>>;

/** The label as it is named in the cluster. */
export function keyOfLabel(label: SeriesLabel): string {
  return typeof label === 'string' ? label : label.name;
}

/** Whether records have it. */
export function isInRecords(label: SeriesLabel): boolean {
  return typeof label !== 'string' && label.inRecords;
}

/** The labels that series get by name. */
export function seriesLabelsOf(lists: LabelLists): readonly string[] {
  return LABEL_LISTS.flatMap((list) => lists[list].map((label) => sanitizedLabel(keyOfLabel(label))));
}
