import { selectorOf } from '../../promql/inventory.js';
import type { ExpectedSurface } from '../expected.js';
import type { StoredSeries } from './prometheus-answers.js';
import type { PrometheusClient } from './prometheus-client.js';
import { textsOf } from './prometheus-shapes.js';
import { numberOf } from './prometheus-words.js';

const MILLISECONDS = 1_000;
/** Of the past: buckets that are gone are of no interest. */
const LOOK_BACK_SECONDS = 600;

/** The bounds of the histograms that are stored, by name: asked of the index, so that no sample is read. */
export async function boundsOf(
  client: PrometheusClient,
  expected: readonly ExpectedSurface[],
  stored: readonly StoredSeries[],
): Promise<Readonly<Record<string, readonly number[]>>> {
  const names = new Set(stored.map(({ name }) => name));
  const bounds: Record<string, readonly number[]> = {};
  const end = Math.floor(Date.now() / MILLISECONDS);
  const time = `start=${end - LOOK_BACK_SECONDS}&end=${end}`;
  for (const { targets, kept } of expected) {
    for (const { name, kind } of kept) {
      if (kind !== 'histogram' || bounds[name] !== undefined || !names.has(`${name}_count`)) continue;
      const match = encodeURIComponent(selectorOf([`${name}_bucket`], [targets]));
      const data = await client.get(`/label/le/values?${time}&match[]=${match}`);
      if (data === undefined) return bounds;
      bounds[name] = (textsOf(data) ?? [])
        .map(numberOf)
        .filter(Number.isFinite)
        .sort((one, other) => one - other);
    }
  }
  return bounds;
}
