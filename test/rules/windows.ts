import type { RecordRule } from '../../src/rules/rule-group.js';

/** What is wrong with how far a record looks back: `rate5m`, `avg1h` and their like say it in their name. */
export function windowProblem({ record, expr }: RecordRule): string {
  const named = /(?:rate|avg|mean|ratio)(\d+[mhd])$/.exec(record)?.[1];
  if (named === undefined) return '';
  const others = (expr.match(/\[\w+\]/g) ?? []).filter((window) => window !== `[${named}]`);
  return others.length === 0 ? '' : `${record} looks back ${others.join(', ')}`;
}
