import { sanitizedLabel } from '../config/kubernetes-names.js';
import { isInRecords, keyOfLabel, LABEL_LISTS } from '../config/series-labels.js';
import type { ScrapeSettings } from './settings.js';

/** A label of pods or Services that records have. */
export interface RecordLabel {
  /** As series have it. */
  readonly name: string;
  /** As it is named in the cluster. */
  readonly key: string;
  readonly list: (typeof LABEL_LISTS)[number];
  /** Where it stands first. */
  readonly entry: number;
  readonly position: number;
}

/** The labels that records have because `scrape.endpoints` wants them there, each once, in the order in which they are written. */
export function recordLabels({ scrape }: Pick<ScrapeSettings, 'scrape'>): readonly RecordLabel[] {
  const all = scrape.endpoints.flatMap((one, entry) =>
    LABEL_LISTS.flatMap((list) =>
      one[list].flatMap((label, position): readonly RecordLabel[] => {
        if (!isInRecords(label)) return [];
        const key = keyOfLabel(label);
        return [{ name: sanitizedLabel(key), key, list, entry, position }];
      }),
    ),
  );
  return all.filter(({ name }, index) => all.findIndex((one) => one.name === name) === index);
}
