/** An object as it will be written. */
export interface Manifest {
  /** Its kind and its name. */
  readonly title: string;
  readonly object: unknown;
}
