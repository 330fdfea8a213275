import type { MetricStore, Sample } from './instruments.js';

/**
 * How Python's client from 0.23 on writes names that have a colon for a Prometheus that accepts OpenMetrics and does not ask for
 * UTF-8 names: with an underscore for it, or, where `nameEscapingScheme` is Dots, with each underscore doubled, too.
 */
export type NameEscaping = 'underscores' | 'dots';

const ESCAPED: Readonly<Record<NameEscaping, (name: string) => string>> = {
  underscores: (name) => name.replaceAll(':', '_'),
  dots: (name) => name.replaceAll('_', '__').replaceAll(':', '__'),
};

/** The same metrics under the names of such an answer; families keep theirs, as the client has it. */
export function escapedNames(store: MetricStore, escaping: NameEscaping): MetricStore {
  const escaped = ESCAPED[escaping];
  const renamed = new WeakMap<Sample, Sample>();
  const rename = (sample: Sample): Sample => {
    const known = renamed.get(sample);
    if (known !== undefined) return known;
    const made: Sample = {
      name: escaped(sample.name),
      labels: sample.labels,
      get value() {
        return sample.value;
      },
    };
    renamed.set(sample, made);
    return made;
  };
  return {
    ...store,
    samples: () => store.samples().map(rename),
    text: () => store.text().replace(/^[a-zA-Z_:][a-zA-Z0-9_:]*/gm, escaped),
  };
}
