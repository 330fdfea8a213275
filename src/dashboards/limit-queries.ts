import { type Expression, firstOf, groupBy, type Matcher, number, ofAnyLabels, times } from '../promql/build.js';
import type { LimitedClass, LimitLine } from '../rules/limit-line.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { narrowed, type View } from '../signals/vocabulary/view.js';
import type { DataPanel, Query } from './dashboard.js';
import { LIMIT } from './look.js';

/** Limits look alike, be they of an override or of all others. */
export const LIMIT_LOOK = [
  { id: 'color', value: { mode: 'fixed', fixedColor: LIMIT } },
  { id: 'custom.lineStyle', value: { fill: 'dash', dash: [10, 10] } },
  { id: 'custom.fillOpacity', value: 0 },
  { id: 'custom.stacking', value: { mode: 'none' } },
] as const;
/** What a reader of a panel with several limits must know of its lines. */
const LINES_NOTE =
  'Overrides give some of this other limits. Each limit is a line while something with it is shown; "limit" is that of all others.';
const VALUES_NOTE =
  'Overrides give some of this other limits: what has one has a value of its own, coloured beyond it; the value without a name is of all others.';

/** A query, and the limit that its value is held against. */
export interface LimitedQuery {
  readonly query: Query;
  readonly limit: number | undefined;
}

/** What a graph says of its limits, and a value of its own. */
export function limitsNote({ kind }: DataPanel, { classes }: LimitLine): string {
  const off = classes.flatMap(({ override, limit }) =>
    limit === undefined && override !== undefined ? [override] : [],
  );
  const silent = off.length === 0 ? [] : [`The alert is off for what these are about: ${off.join(', ')}.`];
  return [kind === 'timeseries' ? LINES_NOTE : VALUES_NOTE, ...silent].join(' ');
}

/** The limits of a panel, each where something is shown that is held against it. */
export function limitQueries({ of: [judged], classes }: LimitLine): readonly Query[] {
  return classes.flatMap((one) =>
    judged === undefined || one.limit === undefined
      ? []
      : [{ of: limitSignal(judged, one, one.limit), legend: limitLegend(one) }],
  );
}

/** The name of such a line. */
export function limitLegend({ override }: LimitedClass): string {
  return override === undefined ? 'limit' : `limit ${override}`;
}

/** A query of all as one of what each limit is for. */
export function queriesByLimit(query: Query, { classes }: LimitLine): readonly LimitedQuery[] {
  return classes.map(({ override, limit, parts }) => ({
    limit,
    query: {
      ...query,
      of: { ...query.of, query: (view) => inParts(query.of, parts, view) },
      legend: override === undefined ? query.legend : `${query.legend}, ${override}`,
    },
  }));
}

function limitSignal(judged: Signal, { override, parts }: LimitedClass, limit: number): Signal {
  const whose = override === undefined ? 'whatever no override is about' : `what the override ${override} is about`;
  return {
    title: `Limit, ${override ?? 'all others'}`,
    unit: judged.unit,
    description: `The limit of ${whose}.`,
    labels: judged.labels,
    query: (view) => times(groupBy([], inParts(judged, parts, view)), number(limit)),
  };
}

function inParts(of: Signal, parts: readonly (readonly Matcher[])[], view: View): Expression<string> {
  const [first, ...others] = parts.map((part) => ofAnyLabels(of.query(narrowed(view, ...part))));
  if (first === undefined) throw new Error(`${of.title} must be of some series`);
  return firstOf(first, ...others);
}
