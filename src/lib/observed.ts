/** The keys and indices that lead to a value. */
type Path = readonly PropertyKey[];

/** What was read of a value: something in it, whether it is there, or which keys a mapping in it has. */
type Read =
  | { readonly of: 'value'; readonly path: Path }
  | { readonly of: 'presence'; readonly path: Path; readonly isThere: boolean }
  | { readonly of: 'keys'; readonly path: Path; readonly keys: readonly string[] };

/** What some work came to, and what that depends on. */
interface Observed<Result> {
  readonly result: Result;
  /** Whether the work has read what is at this path, or below it. */
  readonly hasRead: (path: Path) => boolean;
}

/**
 * Does some work with a value and notes what of it is read, so that nobody has to say beforehand what a check depends on. The work
 * gets a view of the value, of which everything is as it is in the value itself.
 */
export function observed<Value extends object, Result>(value: Value, work: (view: Value) => Result): Observed<Result> {
  const reads: Read[] = [];
  const views = new Map<string, object>();
  const result = work(viewOf(value, [], { views, note: (read) => reads.push(read) }));
  return { result, hasRead: (place) => reads.some((read) => dependsOn(read, place)) };
}

interface Notes {
  /** By path: one thing has one view, as it is one thing. */
  readonly views: Map<string, object>;
  readonly note: (read: Read) => void;
}

function viewOf<Value extends object>(value: Value, path: Path, notes: Notes): Value {
  const { note } = notes;
  return new Proxy(value, {
    get: (target, key) => {
      const inner: unknown = Reflect.get(target, key);
      // Methods of lists; what they do with the list they read here.
      if (typeof inner === 'function') return inner;
      if (typeof inner === 'object' && inner !== null) return innerView(inner, [...path, key], notes);
      note({ of: 'value', path: [...path, key] });
      return inner;
    },
    has: (target, key) => {
      note({ of: 'presence', path: [...path, key], isThere: Object.hasOwn(target, key) });
      return Reflect.has(target, key);
    },
    getOwnPropertyDescriptor: (target, key) => {
      note({ of: 'presence', path: [...path, key], isThere: Object.hasOwn(target, key) });
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    ownKeys: (target) => {
      const keys = Reflect.ownKeys(target);
      note({ of: 'keys', path, keys: keys.map(String) });
      return keys;
    },
  });
}

function innerView(value: object, path: Path, notes: Notes): object {
  const name = JSON.stringify(path.map(String));
  const view = notes.views.get(name) ?? viewOf(value, path, notes);
  notes.views.set(name, view);
  return view;
}

/** What was read lies in the place or around it. That a key is there does not depend on what it holds, nor do others of its mapping. */
function dependsOn(read: Read, place: Path): boolean {
  const isHere = place.length === read.path.length;
  if (begins(read.path, place)) return !(read.of === 'presence' && read.isThere && isHere);
  if (!begins(place, read.path)) return false;
  if (read.of !== 'keys') return read.of === 'value';
  return place.length === read.path.length + 1 && !read.keys.includes(String(place.at(-1)));
}

function begins(path: Path, beginning: Path): boolean {
  return beginning.length <= path.length && beginning.every((part, index) => String(path[index]) === String(part));
}
