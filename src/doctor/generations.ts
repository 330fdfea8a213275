import type { Component } from '../metrics/components.js';
import type { Plan } from '../plan/plan.js';
import { expectedOf } from './expected.js';
import { exposing } from './recognition.js';
import { declaredFamilies } from './shown-family.js';
import type { PrometheusAnswers } from './sources/prometheus-answers.js';
import { unique, whoIs } from './words.js';

/** Who runs in which generation; several where they show the same. */
export interface SeenGeneration {
  readonly component: Component;
  readonly generations: readonly string[];
  /** Applications, or targets where there is none. */
  readonly where: readonly string[];
}

/** The exporters that answer, by what they show. */
export function generationsSeen(plan: Plan, { pages = [] }: PrometheusAnswers): readonly SeenGeneration[] {
  const surfaces = new Map(
    expectedOf(plan).map(({ name, kept }) => [name, unique(kept.map(({ component }) => component))]),
  );
  const seen = new Map<string, SeenGeneration>();
  for (const { surface, labels, types } of pages) {
    const found = exposing(declaredFamilies(types), surfaces.get(surface) ?? []);
    if (found === undefined) continue;
    const key = [found.component, ...found.generations].join(' ');
    const { namespace = '', application } = labels;
    const who = application === undefined ? whoIs(labels) : `${namespace}/${application}`;
    seen.set(key, { ...found, where: unique([...(seen.get(key)?.where ?? []), who]) });
  }
  return [...seen.values()];
}
