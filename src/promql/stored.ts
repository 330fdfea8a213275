/** The form of the name of a recorded series: `level:metric:operation`. */
export type RecordedName =
  `${'application' | 'cluster' | 'gateway' | 'pod' | 'slo' | 'tenant'}:arks_${string}:${string}`;

/** A series that a rule stores: what is recorded is read of whatever records it, so no name of a record is written twice. */
export interface Stored<Label extends string = never> {
  readonly record: RecordedName;
  /** Says nothing at run time; which labels its series have. */
  readonly labelled?: (label: Label) => void;
}

/** A series that neither the catalogue nor a rule of ours has, with the labels that whoever names it says. */
export interface OwnSeries<Label extends string = never> {
  readonly series: string;
  /** Says nothing at run time; which labels its series have. */
  readonly labelled?: (label: Label) => void;
}
