type Path = readonly (string | number)[];

/** Settings that were right, but for one thing: where that is, and what they are now. */
export interface Mutation {
  readonly path: Path;
  readonly mutated: unknown;
}

/** Mappings whose keys are the user's own. */
const FREE_KEYS = [
  ...['labels', 'selectorLabels', 'annotations', 'nodeSelector', 'instanceSelector', 'prometheusLabels'],
];
/** Numbers that need not be whole, and whole ones that may be 0. */
const FRACTIONS = [
  'thresholds',
  'thresholdSeconds',
  'atMost',
  'objectivePercent',
  'inputPerMillion',
  'outputPerMillion',
];
const FROM_0 = ['tolerationSeconds', 'limit', 'inputPerMillion', 'outputPerMillion'];
/** Lists of which an entry may be a mapping or its name alone. */
const NAMED = ['podTargetLabels', 'targetLabels'];

/** Every way to spoil one value of these settings, or to write one key that is no setting; each is made when it is asked for. */
export function mutations(settings: object): readonly Mutation[] {
  const mutation = (path: Path, by: unknown): Mutation => ({
    path,
    get mutated() {
      return replaced(settings, path, by);
    },
  });
  return valuesBelow(settings, []).flatMap(([path, value]) => [
    ...(path.length === 0 ? [] : wrongInPlaceOf(value, path).map((wrong) => mutation(path, wrong))),
    ...strangerIn(value, path).map((key) => mutation([...path, key], 'stranger')),
  ]);
}

function valuesBelow(value: unknown, path: Path): readonly (readonly [Path, unknown])[] {
  return [[path, value], ...entriesOf(value).flatMap(([key, inner]) => valuesBelow(inner, [...path, key]))];
}

function entriesOf(value: unknown): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) return [...value.entries()];
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function wrongInPlaceOf(value: unknown, path: Path): readonly unknown[] {
  const among = (keys: readonly string[]) => path.some((key) => keys.some((one) => one === key));
  // A user is a number, too.
  if (value === 'assigned') return [true, {}, null];
  if (typeof value === 'string') return [17, true, {}, null];
  if (typeof value === 'number') {
    return ['17', -7, false, null, ...(among(FROM_0) ? [] : [0]), ...(among(FRACTIONS) ? [] : [7.5])];
  }
  if (typeof value === 'boolean') return ['true', 1, null];
  if (Array.isArray(value)) return ['none', 17, {}, null];
  return [...(among(NAMED) ? [] : ['none']), 17, [], null];
}

function strangerIn(value: unknown, path: Path): readonly string[] {
  const last = path.at(-1);
  // The selector of an objective is one of settings, and that of pods one of labels.
  const ofPods = last === 'selector' && path.includes('unmanagedRuntime');
  const open = ofPods || (typeof last === 'string' && FREE_KEYS.includes(last));
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !open ? ['stranger'] : [];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const entries = entriesOf(value);
  const inner = entries.find(([other]) => other === key)?.[1];
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? replaced(item, rest, by) : item));
  return { ...Object.fromEntries(entries), [key]: replaced(inner, rest, by) };
}
