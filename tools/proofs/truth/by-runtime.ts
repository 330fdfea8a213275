import type { RecordRule } from '../../../src/rules/rule-group.js';
import type { Verdict } from './compare.js';

/** A record of which a runtime has a reading, and the mixed fleet no series. */
export interface Unplayed {
  readonly record: string;
  readonly runtime: string;
  readonly why: string;
}

const NO_HOST_CACHE = 'simulated engines have no cache in host memory; cases of records hold it';

/** What of a runtime the mixed fleet does not play, and why. */
export const unplayed: readonly Unplayed[] = ['sglang', 'tensorrt-llm'].map((runtime) => ({
  record: 'pod:arks_host_cache_usage:max',
  runtime,
  why: NO_HOST_CACHE,
}));

/** Each record that is held against a truth, and a runtime that it reads, of which nothing was compared and no reason is given. */
export function uncompared(rules: readonly RecordRule[], verdicts: readonly Verdict[]): readonly string[] {
  const pairs = rules.flatMap(({ record, labels = {} }) => {
    const { runtime } = labels;
    const held = verdicts.filter(({ row }) => row.name === record && row.silent === undefined);
    if (runtime === undefined || held.length === 0) return [];
    return held.some(({ runtimes }) => runtimes.has(runtime)) ? [] : [`${record} of ${runtime}`];
  });
  const said = unplayed.map(({ record, runtime }) => `${record} of ${runtime}`);
  return [...new Set(pairs)].filter((pair) => !said.includes(pair));
}
