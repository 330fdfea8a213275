import type { Metric } from '../../../src/metrics/metric.js';
import type { MutableSample, Series } from './series.js';
import type { Spelling } from './spelling.js';

/** One metric and its series, by their labels; its name is that of the exposition. */
export interface Family {
  readonly name: string;
  readonly metric: Metric;
  readonly series: Map<string, Series>;
}

/** Families in the text format, as the exporter spells it. A family without series is left out. */
export function expositionText(families: readonly Family[], spelling: Spelling, generation: string): string {
  const ordered = spelling.inOrder ? inOrder(families, spelling.behind[generation]) : families;
  const blocks = ordered.flatMap((family) => blocksOf(family, spelling));
  const end = spelling.blankLineAfterFamilies ? '\n' : '';
  return blocks.map((lines) => lines.join('') + end).join('');
}

function inOrder(families: readonly Family[], behind: string | undefined): readonly Family[] {
  const place = (name: string) => (behind !== undefined && name.startsWith(behind) ? '1' : '0');
  const sorted = families.toSorted((one, other) =>
    compare([place(one.name), one.name], [place(other.name), other.name]),
  );
  return sorted.map(({ series, ...family }) => ({
    ...family,
    series: new Map([...series].toSorted(([, one], [, other]) => compare(valuesOf(one), valuesOf(other)))),
  }));
}

const valuesOf = ({ labels }: Series) => Object.values(labels);

/** By the first value that differs, byte by byte. */
function compare(one: readonly string[], other: readonly string[]): number {
  const index = one.findIndex((value, position) => value !== other[position]);
  return (one[index] ?? '') < (other[index] ?? '') ? -1 : Number(index !== -1);
}

/** The lines of a family, and those of its `_created` as a family of gauges, which is what Python's client makes of it. */
function blocksOf({ name: family, metric, series }: Family, spelling: Spelling): readonly (readonly string[])[] {
  const all = [...series.values()];
  const samples = all.flatMap((one) => one.samples);
  const created = all.flatMap((one) => one.created ?? []);
  const block = (name: string, kind: string, shown: readonly MutableSample[]) =>
    shown.length === 0 ? [] : [[...heading(name, kind, metric.help, spelling), ...linesOf(shown, spelling)]];
  return [...block(family, metric.kind, samples), ...block(created[0]?.name ?? '', 'gauge', created)];
}

function heading(name: string, kind: string, help: string, spelling: Spelling): readonly string[] {
  return [...(spelling.help ? [`# HELP ${name} ${help}\n`] : []), `# TYPE ${name} ${kind}\n`];
}

function linesOf(samples: readonly MutableSample[], { number }: Spelling): readonly string[] {
  return samples.map(({ head, value }) => `${head} ${number(value)}\n`);
}
