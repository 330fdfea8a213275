/** A test elsewhere that holds what a user expects, by its file and its title or that of the block it stands in. */
export interface HeldBy {
  readonly file: string;
  readonly title: string;
}

/** A complaint about other software that was tried here: its input, and what a user expects of it now. */
export interface Entry {
  /** Public issues that show it, as `owner/repository#number`. */
  readonly sources: readonly string[];
  /** What a user does. */
  readonly tried: string;
  /** What he expects. */
  readonly expected: string;
  readonly held: readonly HeldBy[];
  /** The assertion itself, where none elsewhere says it of this input. */
  readonly replay?: () => void;
}

/** The complaints of one file, by their number in the log. */
export type Entries = Readonly<Record<number, Entry>>;
