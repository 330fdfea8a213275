import type { Histogram, LabelValues, Sample } from './instruments.js';
import type { Spelling } from './spelling.js';

/** A sample whose value changes in place. */
export interface MutableSample extends Sample {
  value: number;
  /** Name and labels as they stand in a line. */
  readonly head: string;
}

/** What one label set of a metric shows. */
export interface Series {
  readonly labels: LabelValues;
  readonly samples: readonly MutableSample[];
  readonly created: MutableSample | undefined;
}

/** A sample at 0 with these labels, in their order. */
export function sampleAt0(name: string, labels: LabelValues): MutableSample {
  const frozen = Object.freeze({ ...labels });
  return { name, labels: frozen, value: 0, head: `${name}${labelText(frozen)}` };
}

/** The lines of a histogram in the exporter's order, and what feeds them. */
export function histogramAt0(
  name: string,
  labels: LabelValues,
  bounds: readonly number[],
  spelling: Spelling,
): { readonly samples: readonly MutableSample[]; readonly histogram: Histogram } {
  const allBounds = [...bounds, Number.POSITIVE_INFINITY];
  const buckets = allBounds.map((bound) =>
    sampleAt0(`${name}_bucket`, withBound(labels, spelling.number(bound), spelling)),
  );
  const sum = sampleAt0(`${name}_sum`, labels);
  const count = sampleAt0(`${name}_count`, labels);
  const parts = { _bucket: buckets, _sum: [sum], _count: [count] };
  const observe: Histogram['observe'] = (value, times = 1) => {
    // Buckets are cumulative, so a value counts in every one from the first that holds it.
    for (let index = buckets.length - 1; index >= 0; index -= 1) {
      const bucket = buckets[index];
      const bound = allBounds[index];
      if (bucket === undefined || bound === undefined || bound < value) break;
      bucket.value += times;
    }
    sum.value += value * times;
    count.value += times;
  };
  return { samples: spelling.histogramOrder.flatMap((part) => parts[part]), histogram: { observe } };
}

function withBound(labels: LabelValues, le: string, { boundLabel }: Spelling): LabelValues {
  const entries = [...Object.entries(labels), ['le', le] as const];
  return Object.fromEntries(boundLabel === 'last' ? entries : entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n' };

function labelText(labels: LabelValues): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"\n]/g, (character) => ESCAPES[character] ?? character)}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
