/** Something that Kustomize left behind, or took where it does not belong. */
export interface LeftBehind {
  /** The object as it is called now. */
  readonly object: string;
  /** As in `spec.endpoints[0].interval`. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** A path of keys as people write it. */
export function pathText(keys: readonly (string | number)[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
    return path === '' ? key : `${path}.${key}`;
  }, '');
}

/** A value as it is told; what is not there is nothing. */
export function told(value: string): string {
  return value === '' ? 'nothing' : value;
}
