/** Something that Kustomize left behind, or took where it does not belong. */
export interface LeftBehind {
  /** The object as it is called now. */
  readonly object: string;
  /** As in `spec.endpoints[0].interval`. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** A value as it is told; what is not there is nothing. */
export function told(value: string): string {
  return value === '' ? 'nothing' : value;
}
