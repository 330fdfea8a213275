import type { GaugeName } from '../../../src/metrics/catalogue.js';
import type { LabelValues } from '../exposition/instruments.js';
import type { Condition } from '../model/custom-resources.js';

/** One series of the custom resources at a moment. */
export type Point = readonly [name: GaugeName, labels: LabelValues, value: number];

/** What kube-state-metrics adds to every series of a custom resource. */
export function added(kind: string, labels: LabelValues): LabelValues {
  return {
    ...labels,
    customresource_group: 'arks.ai',
    customresource_kind: kind,
    customresource_version: 'v1',
  };
}

/** One series per state, 1 for that of now. */
export function states(name: GaugeName, labels: LabelValues, list: readonly string[], now: string): readonly Point[] {
  return list.map((phase): Point => [name, { ...labels, phase }, phase === now ? 1 : 0]);
}

/** True is 1. */
export function conditions(name: GaugeName, labels: LabelValues, list: readonly Condition[]): readonly Point[] {
  return list.map(({ type, reason, met }): Point => [name, { ...labels, condition: type, reason }, met ? 1 : 0]);
}
