// The words that queries are built from, for programs that use the package.
export * from '../promql/aggregations.js';
export * from '../promql/arithmetic.js';
export * from '../promql/comparisons.js';
export { type CommonLabels, type Expression, text } from '../promql/expression.js';
export * from '../promql/labels.js';
export * from '../promql/matchers.js';
export * from '../promql/own-series.js';
export * from '../promql/sets.js';
export type { OwnSeries } from '../promql/stored.js';
export type { Duration, Window } from '../promql/window.js';
