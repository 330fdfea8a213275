import { RUNTIMES } from '../config/runtimes.js';
import type { ThresholdName } from '../config/thresholds.js';
import { pathText } from '../lib/path-text.js';
import type { Problem } from '../lib/problem.js';
import { shownAt, valueAt } from './shown.js';
import type { YamlFile } from './yaml-file.js';

/** How far the percentile that a threshold limits can rise on one generation of an exporter. */
export interface PercentileCeiling {
  readonly threshold: ThresholdName;
  /** A runtime, or what else there is one of. */
  readonly exporter: string;
  readonly generation: string;
  /** The last boundary of its buckets; a percentile beyond it reads as that boundary. */
  readonly last: number;
  /** What the threshold may be of it: an alert that fires at its limit can have that boundary for one. */
  readonly allowed: 'at most' | 'below';
}

/** Whether a limit lies where the percentile cannot get. */
export function isAboveCeiling(limit: number, { allowed, last }: PercentileCeiling): boolean {
  return allowed === 'below' ? limit >= last : limit > last;
}

/** Those of what is scraped: of runtimes the ones that are named, and everything else. */
export function ceilingsInScope(
  reaches: readonly PercentileCeiling[],
  runtimes: readonly unknown[],
): readonly PercentileCeiling[] {
  return reaches.filter(({ exporter }) => runtimes.includes(exporter) || !RUNTIMES.some((name) => name === exporter));
}

/**
 * Thresholds that some exporter in scope cannot reach in any generation, so that their alert could never fire for it.
 * What only an older generation cannot reach is no error: synth says it.
 */
export function unreachableThresholds(
  yaml: YamlFile,
  runtimes: readonly unknown[],
  reaches: readonly PercentileCeiling[],
): readonly Problem[] {
  const furthest = highestOfExporters(ceilingsInScope(reaches, runtimes));
  const thresholds = [...new Set(furthest.map(({ threshold }) => threshold))];
  const paths = sectionsOfLimits(yaml).flatMap((section) =>
    thresholds.map((threshold) => ({ threshold, path: [...section, threshold] })),
  );
  return paths.flatMap(({ threshold, path }) => {
    const limit = valueAt(yaml.value, path);
    const own = furthest.filter((reach) => reach.threshold === threshold);
    const [nearest] = [...own].sort((a, b) => a.last - b.last);
    if (typeof limit !== 'number' || nearest === undefined || !isAboveCeiling(limit, nearest)) return [];
    const ends = own.map(({ exporter, last }) => `${exporter} at ${last}`).join(', ');
    return [
      {
        ...yaml.position(path),
        message:
          `${pathText(path)} must be ${nearest.allowed} ${nearest.last}, got ${shownAt(yaml, path)}; a percentile never exceeds the last ` +
          `bucket bound: ${ends}`,
      },
    ];
  });
}

/** Where limits are written: those of all, and those of each override. */
function sectionsOfLimits(yaml: YamlFile): readonly (readonly (string | number)[])[] {
  const overrides = valueAt(yaml.value, ['alerts', 'overrides']);
  const own = Array.isArray(overrides) ? overrides.map((_, index) => ['alerts', 'overrides', index, 'thresholds']) : [];
  return [['alerts', 'thresholds'], ...own];
}

/** Of every exporter the generation whose buckets go furthest. */
function highestOfExporters(reaches: readonly PercentileCeiling[]): readonly PercentileCeiling[] {
  return reaches.filter((reach, index) => {
    const same = (other: PercentileCeiling) => other.threshold === reach.threshold && other.exporter === reach.exporter;
    const last = Math.max(...reaches.filter(same).map((other) => other.last));
    return reach.last === last && reaches.findIndex((other) => same(other) && other.last === last) === index;
  });
}
