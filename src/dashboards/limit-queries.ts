import { firstOf, groupBy, number, ofAnyLabels, times } from '../promql/build.js';
import type { LimitLine, OverriddenLimit } from '../rules/limit-line.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { narrowed } from '../signals/vocabulary/view.js';
import type { Query } from './dashboard.js';
import { RED } from './look.js';

/** Limits look alike, be they of an override or of all others. */
export const LIMIT_LOOK = [
  { id: 'color', value: { mode: 'fixed', fixedColor: RED } },
  { id: 'custom.lineStyle', value: { fill: 'dash', dash: [10, 10] } },
  { id: 'custom.fillOpacity', value: 0 },
  { id: 'custom.stacking', value: { mode: 'none' } },
] as const;
/** What a reader of a panel with several limits must know of the red line. */
export const LIMITS_NOTE =
  'The red line is the limit of whatever no override is about. What an override is about has a limit of its own, a line by its name, which is there while something of it is shown.';

/** The limits that overrides have in place of a line, each where something of what it is about is shown. */
export function limitQueries({ of: [judged], overridden = [] }: LimitLine): readonly Query[] {
  if (judged === undefined) return [];
  return overridden.map((one) => ({ of: limitSignal(judged, one), legend: limitLegend(one) }));
}

/** The name of such a line. */
export function limitLegend({ override }: OverriddenLimit): string {
  return `limit ${override}`;
}

function limitSignal(judged: Signal, { override, limit, parts }: OverriddenLimit): Signal {
  return {
    title: `Limit, ${override}`,
    unit: judged.unit,
    description: `The limit of what the override ${override} is about.`,
    labels: judged.labels,
    query: (view) => {
      const [first, ...others] = parts.map((part) => ofAnyLabels(judged.query(narrowed(view, ...part))));
      if (first === undefined) throw new Error(`${override} must be about something`);
      return times(groupBy([], firstOf(first, ...others)), number(limit));
    },
  };
}
