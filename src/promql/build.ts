// Everything that queries are built from. Other rooms know neither its parts nor the library below them.
export * from './aggregations.js';
export * from './arithmetic.js';
export * from './comparisons.js';
export * from './expression.js';
export * from './labels.js';
export * from './matchers.js';
export type { CounterSeries, LabelsOf, Selected, Series } from './series.js';
export * from './sets.js';
export type * from './stored.js';
export type * from './window.js';
