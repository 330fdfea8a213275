import { join } from 'node:path';
import type { Told, ToldSentence } from '../app/told.js';
import { someOf } from '../files/shared-problems.js';
import { placeText } from '../lib/problem.js';
import type { Forecast } from '../scraping/forecast.js';

/** What a synthesis wrote, and what there is to tell of it. */
export interface Written {
  readonly environments: readonly Told[];
  readonly folder: string;
  /** Paths in that folder. */
  readonly files: readonly string[];
  /** Whether all is told, however much it is. */
  readonly verbose: boolean;
}

/** With more environments than this, what is told is about all of them together: nobody reads a table for each. */
const MOST_TOLD_APART = 5;
const HEADER = ['surface', 'exporter', 'generation', 'exposed', 'kept', 'budget'];

/**
 * What synth tells its user: the files it wrote, the series each target is predicted to keep, and where an alert is blind.
 * Of many environments it is how many files, the target that is nearest to its budget, and the alerts.
 */
export function report(written: Written): string {
  const { environments, folder, files, verbose } = written;
  if (!verbose && environments.length > MOST_TOLD_APART) return summary(written);
  return [
    ...files.map((file) => `wrote ${join(folder, file)}`),
    ...environments.flatMap(({ name, forecasts, sentences }) => [
      '',
      `${name}: predicted series per target`,
      ...table([HEADER, ...forecasts.map(cells)]),
      ...sentences.flat().map(placed),
    ]),
  ].join('\n');
}

function summary({ environments, folder, files }: Written): string {
  return [
    `wrote ${files.length} files of ${environments.length} environments to ${folder}; --verbose lists them`,
    '',
    'of each surface the target nearest to its budget: predicted series',
    ...table([[...HEADER, 'environment'], ...nearestToBudget(environments)]),
    ...(environments[0]?.sentences ?? []).flatMap((_, about) => saidSomewhere(environments, about)),
  ].join('\n');
}

function nearestToBudget(environments: readonly Told[]): readonly (readonly string[])[] {
  const nearest = new Map<string, { readonly row: Forecast; readonly name: string }>();
  for (const { row, name } of environments.flatMap((one) => one.forecasts.map((row) => ({ row, name: one.name })))) {
    const before = nearest.get(row.surface);
    if (before === undefined || share(row) > share(before.row)) nearest.set(row.surface, { row, name });
  }
  return [...nearest.values()].map(({ row, name }) => [...cells(row), name]);
}

function share({ kept, budget }: Forecast): number {
  return kept / budget;
}

/** A sentence after its place, as an error is. */
export function placed({ message, place }: ToldSentence): string {
  return place === undefined ? message : `${placeText(place)}: ${message}`;
}

/** What is said of some environments, each sentence once with where it is true, and with its place where all have it from there. */
function saidSomewhere(environments: readonly Told[], about: number): readonly string[] {
  const told = environments.flatMap(({ name, sentences }) => (sentences[about] ?? []).map((one) => ({ ...one, name })));
  return [...new Set(told.map(({ message }) => message))].map((message) => {
    const same = told.filter((one) => one.message === message);
    const names = same.map(({ name }) => name);
    const [first = message, ...others] = new Set(same.map(placed));
    return `${others.length === 0 ? first : message}, in ${names.length} of ${environments.length} environments: ${someOf(names)}`;
  });
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}

function cells({ surface, exporter, generation, exposed, kept, budget }: Forecast): string[] {
  return [surface, exporter, generation, String(exposed), String(kept), String(budget)];
}
