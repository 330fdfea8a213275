import { catalogue } from '../metrics/catalogue.js';
import type { Component } from '../metrics/components.js';
import type { Metric } from '../metrics/metric.js';
import { sources } from './sources.js';

const read: ReadonlySet<string> = new Set(Object.values(sources).flat());

/** The metrics of these exporters that some measurement reads, and those of `extra` that they have. */
export function keptMetrics(components: readonly Component[], extra: readonly string[]): readonly Metric[] {
  return catalogue.filter(
    ({ name, component }) => components.includes(component) && (read.has(name) || extra.includes(name)),
  );
}
