import { type Matcher, noneOf, oneOf } from '../promql/build.js';

/** Values that a label may have: these alone, or any but these, where it may be missing too. */
interface Extent {
  readonly kind: 'only' | 'not';
  readonly values: readonly string[];
}

/** The series of which each label has a value of its extent; a label that is not named may have any. */
export type Selection = Readonly<Record<string, Extent>>;

/** No value is excluded. */
const ANY: Extent = { kind: 'not', values: [] };

/** Every series. */
export const EVERYTHING: Selection = {};

/** The series whose labels have one of these values each. */
export function selectionOf(lists: readonly (readonly [label: string, values: readonly string[]])[]): Selection {
  return Object.fromEntries(lists.map(([label, values]) => [label, { kind: 'only', values }]));
}

/** What is of both selections; nothing where no series is. */
export function both(one: Selection, other: Selection): Selection | undefined {
  const labels = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const shared = Object.fromEntries(labels.map((label) => [label, common(one[label], other[label])]));
  return isEmpty(shared) ? undefined : shared;
}

/** What is left of a selection without others, in parts of which no series is in two; none where nothing is left. */
export function without(whole: Selection, taken: readonly Selection[]): readonly Selection[] {
  // Those of few labels first: what is of them as well is gone then, and splits nothing.
  const byLabels = taken.toSorted((one, other) => Object.keys(one).length - Object.keys(other).length);
  return byLabels.reduce<readonly Selection[]>((parts, one) => parts.flatMap((part) => difference(part, one)), [whole]);
}

/**
 * A series is outside of what is taken by the first of its labels that has another value there; those before it have not. So
 * the parts differ in a label each, and none is empty.
 */
function difference(part: Selection, taken: Selection): readonly Selection[] {
  const left: Selection[] = [];
  let inside = part;
  for (const [label, extent] of Object.entries(taken)) {
    left.push({ ...inside, [label]: common(inside[label], opposite(extent)) });
    inside = { ...inside, [label]: common(inside[label], extent) };
  }
  // Where nothing is in both, the whole is left, and in one part.
  return isEmpty(inside) ? [part] : left.filter((one) => !isEmpty(one));
}

function opposite({ kind, values }: Extent): Extent {
  return { kind: kind === 'only' ? 'not' : 'only', values };
}

function common(one: Extent = ANY, other: Extent = ANY): Extent {
  if (one.kind === 'not' && other.kind === 'not') {
    return { kind: 'not', values: [...new Set([...one.values, ...other.values])] };
  }
  const [only, filter] = one.kind === 'only' ? [one, other] : [other, one];
  return {
    kind: 'only',
    values: only.values.filter((value) => filter.values.includes(value) === (filter.kind === 'only')),
  };
}

function isEmpty(selection: Selection): boolean {
  return Object.values(selection).some(({ kind, values }) => kind === 'only' && values.length === 0);
}

/** The matchers of a selection, values sorted. */
export function matchersOf(selection: Selection): readonly Matcher[] {
  return Object.entries(selection).flatMap(([label, { kind, values }]): readonly Matcher[] => {
    if (values.length === 0) return [];
    const sorted = values.toSorted();
    return [kind === 'only' ? oneOf(label, sorted) : noneOf(label, sorted)];
  });
}
