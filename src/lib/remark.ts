/** Something to know of an environment that is right, in one sentence. */
export interface Remark {
  readonly message: string;
  /** The keys and indices of the setting that it is about; absent where it is about the environment, or about a prediction. */
  readonly setting?: readonly PropertyKey[];
}
