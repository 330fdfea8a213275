import { EXPORTERS } from '../../documented/metrics.js';
import { metricsOfSignals } from '../../signals/kept-metrics.js';
import type { Page } from './page.js';

/** What a page is, in the order in which one asks: as plain data, for text and JSON alike. */
export interface PageSummary {
  readonly where: string;
  readonly status?: number;
  readonly contentType?: string;
  readonly format: string;
  readonly bytes: number;
  readonly samples: number;
  readonly families: number;
  readonly exporter?: string;
  readonly generation?: string;
  readonly surface?: string;
  readonly familiesRead?: number;
  readonly familiesOfTheCatalogue?: number;
  readonly seriesKept?: number;
}

/** Sums a page up. */
export function summaryOfPage({ where, answer, exposition, bytes, samples, families, of }: Page): PageSummary {
  return {
    where,
    ...answer,
    format: exposition.format,
    bytes,
    samples,
    families: families.length,
    ...(of === undefined
      ? {}
      : {
          exporter: EXPORTERS[of.component],
          generation: of.generation,
          familiesOfTheCatalogue: of.known.length,
          familiesRead: of.known.filter(({ metric }) => metricsOfSignals.has(metric.name)).length,
          ...(of.scraped === undefined ? {} : { surface: of.scraped.surface, seriesKept: of.scraped.kept.length }),
        }),
  };
}

/** The same in lines of text. */
export function summaryLines(page: PageSummary): readonly string[] {
  const { where, status, contentType, format, bytes, samples, families, exporter, generation } = page;
  const answered =
    status === undefined ? '' : `, status ${status}, ${contentType === '' ? 'no content type' : contentType}`;
  const by =
    exporter === undefined ? 'by no exporter that the catalogue knows' : `by ${exporter}, generation ${generation}`;
  const { familiesOfTheCatalogue, familiesRead, surface, seriesKept } = page;
  return [
    `${where}: ${format}, ${bytes} bytes${answered}`,
    `${families} metrics with ${samples} samples, ${by}`,
    ...(familiesOfTheCatalogue === undefined
      ? []
      : [`${familiesOfTheCatalogue} of the metrics are in the catalogue, ${familiesRead} are read`]),
    ...(seriesKept === undefined ? [] : [`the monitor of surfaces.${surface} keeps ${seriesKept} series of it`]),
  ];
}
