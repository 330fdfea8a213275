import type { Forecast } from '../../../src/scraping/forecast.js';
import { type Column, table } from '../markdown.js';
import type { ScrapedTarget } from './targets.js';

/** What one target was predicted to show and keep, and what it did; nothing where that exporter is not simulated. */
export interface SeriesRow {
  readonly predicted: Forecast;
  readonly scraped: ScrapedTarget | undefined;
}

const COLUMNS: readonly Column<SeriesRow>[] = [
  { title: 'surface', cell: ({ predicted, scraped }) => place(predicted, scraped) },
  { title: 'exporter', cell: ({ predicted }) => `${predicted.exporter} ${predicted.generation}` },
  { title: 'exposed, predicted', cell: ({ predicted }) => String(predicted.exposed), number: true },
  { title: 'exposed, simulated', cell: ({ scraped }) => count(scraped?.exposed), number: true },
  { title: 'kept, predicted', cell: ({ predicted }) => String(predicted.kept), number: true },
  { title: 'kept, simulated', cell: ({ scraped }) => count(scraped?.kept), number: true },
  { title: 'kept of exposed', cell: ({ predicted }) => share(predicted.kept, predicted.exposed), number: true },
];

/** Series of one target by exporter and generation, as a Markdown table. */
export function seriesTable(rows: readonly SeriesRow[]): string {
  return table(COLUMNS, rows);
}

function place({ surface }: Forecast, scraped: ScrapedTarget | undefined): string {
  return surface === 'disaggregated' && scraped?.role !== undefined ? `${surface}, ${scraped.role}` : surface;
}

function count(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function share(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(0)}%`;
}
