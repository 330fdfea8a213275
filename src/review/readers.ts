import { once } from '../../src/lib/once.js';
import { boardsOf } from './dashboards.js';
import type { Manifest } from './manifests.js';
import { type Rule, readBy } from './rules.js';

/** Says who reads a series: alerts, records and dashboards, sorted. */
export type ReadersOf = (series: string) => readonly string[];

/** Who reads what, as rules and dashboards say. */
export function readersIn(rules: readonly Rule[], manifests: readonly Manifest[]): ReadersOf {
  const read = once(() =>
    rules.map(({ alert, record, expr }) => ({ reader: alert || record, series: new Set(readBy(expr)) })),
  );
  const boards = once(() =>
    manifests.flatMap(boardsOf).map(({ uid, json }) => ({ reader: uid, text: JSON.stringify(json) })),
  );
  return (series) => {
    const found = [
      ...read().filter((one) => one.series.has(series)),
      ...boards().filter(({ text }) => text.includes(series)),
    ];
    return [...new Set(found.map(({ reader }) => reader))].sort();
  };
}
