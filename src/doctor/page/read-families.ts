import { metricsOfSignals } from '../../signals/kept-metrics.js';
import type { KnownFamily, RecognizedPage } from './page.js';

/** The families of a page that some signal reads. */
export function readFamilies(of: RecognizedPage | undefined): readonly KnownFamily[] {
  return (of?.known ?? []).filter(({ metric }) => metricsOfSignals.has(metric.name));
}
