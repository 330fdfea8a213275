import { catalogue } from './catalogue.js';

/**
 * What became of metrics that the newest generation of their exporter no longer shows, by name: `was removed (0.12.0); use ...`.
 * Older engines still show them, so that they may be kept.
 */
export const removedMetrics: ReadonlyMap<string, string> = new Map(
  catalogue.flatMap(({ name }) => {
    const entries = catalogue.filter((metric) => metric.name === name);
    const last = entries.find(({ removed }) => removed !== undefined);
    if (last?.removed === undefined || entries.some(({ removed }) => removed === undefined)) return [];
    return [[name, `was removed (${last.removed})${last.replacedBy === undefined ? '' : `; use ${last.replacedBy}`}`]];
  }),
);
