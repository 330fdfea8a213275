/** What is asked of a value: what stands at a path of it, whether something does, or which keys are there. */
interface Read {
  readonly of: 'value' | 'presence' | 'keys';
  readonly path: readonly PropertyKey[];
}

/** What work reads first where it has read this much, and where the answers to that lead; at the end what it came to. */
interface Reads<Result> {
  next?: Read;
  readonly answers: Map<unknown, Reads<Result>>;
  end?: { readonly result: Result };
}

type Note = (read: Read, answer: unknown) => void;

/** In the place of what has parts, which are asked themselves. */
const LIST = Symbol('list');
const MAPPING = Symbol('mapping');

/**
 * Remembers what work came to, and gives it again for a value in which everything that the work read is the same: nobody has to say
 * beforehand what that is, and nobody can forget a part. Whatever else the work depends on are its keys, each alike where it is one and
 * the same. The work gets a view of the value, reads all that it needs before it returns, and returns nothing of the view itself. After
 * `most` results all are forgotten.
 */
export function rememberedByReads<Value extends object, Result>(
  most: number,
): (keys: readonly unknown[], value: Value, work: (view: Value) => Result) => Result {
  let root: Reads<Result> = { answers: new Map() };
  let count = 0;
  return (keys, value, work) => {
    const known = foundAt(leadBy(keys, root), value)?.end;
    if (known !== undefined) return known.result;
    const noted: (readonly [Read, unknown])[] = [];
    const result = work(viewOf(value, [], (read, answer) => noted.push([read, answer])));
    if (count === most) {
      root = { answers: new Map() };
      count = 0;
    }
    count += 1;
    addedAt(leadBy(keys, root), noted).end = { result };
    return result;
  };
}

function leadBy<Result>(keys: readonly unknown[], root: Reads<Result>): Reads<Result> {
  return keys.reduce<Reads<Result>>((reads, key) => following(reads, key), root);
}

function following<Result>({ answers }: Reads<Result>, answer: unknown): Reads<Result> {
  const found = answers.get(answer) ?? { answers: new Map() };
  answers.set(answer, found);
  return found;
}

function foundAt<Result>(start: Reads<Result>, value: object): Reads<Result> | undefined {
  let reads: Reads<Result> | undefined = start;
  while (reads?.next !== undefined) reads = reads.answers.get(answerOf(value, reads.next));
  return reads;
}

/** Work reads the same of what is the same; where it did not, what it came to before is not to be relied on. */
function addedAt<Result>(start: Reads<Result>, noted: readonly (readonly [Read, unknown])[]): Reads<Result> {
  return noted.reduce((reads, [read, answer]) => {
    if (reads.next === undefined || !isSame(reads.next, read)) {
      reads.next = read;
      reads.answers.clear();
    }
    return following(reads, answer);
  }, start);
}

function isSame(one: Read, other: Read): boolean {
  return (
    one.of === other.of && one.path.length === other.path.length && one.path.every((key, at) => key === other.path[at])
  );
}

function answerOf(value: object, { of, path }: Read): unknown {
  const parts = of === 'presence' ? path.slice(0, -1) : path;
  // What is around it was asked before, and is as it was.
  const at = parts.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value);
  if (of === 'value') return shapeOf(at);
  return of === 'keys' ? keysOf(Object(at)) : Object.hasOwn(Object(at), path.at(-1) ?? '');
}

function keysOf(value: object): string {
  return JSON.stringify(Object.keys(value));
}

/** Text, numbers and functions are what they are, and so is what is neither a list nor a mapping. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return LIST;
  return isMapping(value) ? MAPPING : value;
}

function isMapping(value: unknown): value is object {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** A view of a list or a mapping, which notes once what is read of it. One part has one view, as it is one thing. */
function viewOf<Value extends object>(value: Value, path: readonly PropertyKey[], note: Note): Value {
  const parts = new Map<PropertyKey, unknown>();
  const asked = new Set<PropertyKey>();
  let areKeysKnown = false;
  const askFor = (key: PropertyKey) => {
    if (areKeysKnown || typeof key === 'symbol' || asked.has(key)) return;
    asked.add(key);
    note({ of: 'presence', path: [...path, key] }, Object.hasOwn(value, key));
  };
  const read = (key: PropertyKey): unknown => {
    const inner: unknown = Reflect.get(value, key);
    // Methods of lists and mappings, which are the same for all.
    if (typeof key === 'symbol' || (typeof inner === 'function' && !Object.hasOwn(value, key))) return inner;
    note({ of: 'value', path: [...path, key] }, shapeOf(inner));
    return Array.isArray(inner) || isMapping(inner) ? viewOf(inner, [...path, key], note) : inner;
  };
  const copy = thawed(value);
  return new Proxy(copy, {
    get: (_, key) => {
      if (!parts.has(key)) parts.set(key, read(key));
      return parts.get(key);
    },
    has: (_, key) => {
      askFor(key);
      return Reflect.has(copy, key);
    },
    getOwnPropertyDescriptor: (_, key) => {
      askFor(key);
      return Reflect.getOwnPropertyDescriptor(copy, key);
    },
    ownKeys: () => {
      if (!areKeysKnown) note({ of: 'keys', path }, keysOf(value));
      areKeysKnown = true;
      return Reflect.ownKeys(copy);
    },
  });
}

/** What is frozen must answer with its own parts, of which nobody would learn what is read. */
function thawed<Value extends object>(value: Value): Value {
  return Array.isArray(value) ? Object.assign([], value) : { ...value };
}
