import { catalogue } from '../../../src/metrics/catalogue.js';
import type { Component } from '../../../src/metrics/components.js';
import type { Dashboard, Panel } from '../model/dashboard.js';

/** Exporters that no monitor of ours scrapes, or that are not in the simulated fleet. */
const ELSEWHERE: readonly Component[] = ['kubernetes', 'dcgm', 'prometheus', 'dynamo', 'tensorrt-llm'];

/** A name of a series in a query: what stands before a selector or a range, or alone. Names of functions are in no catalogue. */
const NAME = /[a-zA-Z_:][\w:]*/g;

/**
 * Metrics of the catalogue that dashboards ask for, of histograms without suffix: what a scrape has to keep beside what our own
 * signals read, so that a dashboard of somebody else is not empty for our sake.
 */
export function metricsAsked(dashboards: readonly Dashboard[]): readonly string[] {
  const asked = new Set(dashboards.flatMap(({ panels }) => panels.flatMap(queriesOf)).flatMap(namesOf));
  const metrics = catalogue
    .filter(({ component }) => !ELSEWHERE.includes(component))
    .filter(({ name, suffixes }) => suffixes.some((suffix) => asked.has(name + suffix)))
    .map(({ name }) => name);
  // Generations of one exporter share names.
  return [...new Set(metrics)].sort();
}

function queriesOf({ targets = [], panels = [] }: Panel): readonly string[] {
  return [...targets.map(({ expr }) => expr ?? ''), ...panels.flatMap(queriesOf)];
}

function namesOf(query: string): readonly string[] {
  return query.match(NAME) ?? [];
}
