import type { Moment } from './row.js';
import { perSecond } from './row.js';
import { type Counted, keyOf, picked, type Tally } from './tally.js';
import { addedUp, type Expected } from './windows.js';

/**
 * Events in buckets, per second. A process whose grid ends below a bound that another of its group has counts there with all
 * that it counted: what is above its own end is taken for just above it, as the records do.
 */
export function bucketed(measure: string, by: readonly string[]): (moment: Moment) => readonly Expected[] {
  const known = new WeakMap<Tally, readonly Counted[]>();
  return (moment) => {
    const { tally } = moment.evidence;
    const all = known.get(tally) ?? withLongerGrids(tally.counted(measure), by);
    known.set(tally, all);
    return perSecond(addedUp(all, by, moment.window), moment);
  };
}

function withLongerGrids(all: readonly Counted[], by: readonly string[]): readonly Counted[] {
  const group = by.filter((label) => label !== 'le');
  const boundsOf = (of: readonly Counted[]) =>
    [...new Set(of.map(({ labels }) => Number(labels['le'])))].filter(Number.isFinite);
  const groups = grouped(all, ({ labels }) => keyOf(picked(labels, group)));
  const borrowed = groups.flatMap((members) => {
    const bounds = boundsOf(members);
    return grouped(
      members,
      ({ process, labels: { le: _, ...labels } }) => `${processNumber(process)} ${keyOf(labels)}`,
    ).flatMap((own) => {
      const end = Math.max(...boundsOf(own));
      const everything = own.find(({ labels }) => labels['le'] === String(Number.POSITIVE_INFINITY));
      if (everything === undefined) return [];
      return bounds
        .filter((bound) => bound > end)
        .map(
          (bound): Counted => ({ ...everything, labels: { ...everything.labels, le: String(bound) }, borrowed: true }),
        );
    });
  });
  return [...all, ...borrowed];
}

const numbers = new WeakMap<Counted['process'], number>();
let last = 0;

function processNumber(process: Counted['process']): number {
  const number = numbers.get(process) ?? ++last;
  numbers.set(process, number);
  return number;
}

function grouped(all: readonly Counted[], keyFor: (counted: Counted) => string): readonly (readonly Counted[])[] {
  const groups = new Map<string, Counted[]>();
  for (const counted of all) {
    const key = keyFor(counted);
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(counted);
  }
  return [...groups.values()];
}
