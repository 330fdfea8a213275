import type { Environment } from './config/environment.js';
import { type Forecast, forecast } from './constructs/forecast.js';
import { blindGenerations } from './rules/reach.js';

const HEADER = ['surface', 'exporter', 'generation', 'exposed', 'kept', 'budget'];

/** What synth tells its user: the files it wrote, the series each target is predicted to keep, and where an alert is blind. */
export function report(environments: readonly Environment[], files: readonly string[]): string {
  return [
    ...files.map((file) => `wrote ${file}`),
    ...environments.flatMap((environment) => ['', ...seriesTable(environment), ...blindGenerations(environment)]),
  ].join('\n');
}

function seriesTable(environment: Environment): readonly string[] {
  const rows = [HEADER, ...forecast(environment).map(cells)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return [
    `${environment.name}: predicted series per target`,
    ...rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd()),
  ];
}

function cells({ surface, exporter, generation, exposed, kept, budget }: Forecast): string[] {
  return [surface, exporter, generation, String(exposed), String(kept), String(budget)];
}
