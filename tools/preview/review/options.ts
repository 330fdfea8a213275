/** What pictures of a review are asked for. */
export interface ReviewOptions {
  /** A git ref whose `dist`, or a folder that, is how it was. */
  readonly base: string;
  /** The folder that is compared with it. */
  readonly head: string;
  /** So many panels are drawn. */
  readonly most: number;
}

/** The part of a command line that is about a review, or must not stand beside one. */
export interface ReviewValues {
  readonly review?: string | undefined;
  readonly head?: string | undefined;
  readonly most?: string | undefined;
  readonly data?: readonly string[] | undefined;
  readonly only?: readonly string[] | undefined;
  readonly pictures?: boolean | undefined;
  readonly 'no-pictures'?: boolean | undefined;
}

const MOST = 40;

/** The review that is asked for, which may have problems; undefined where none is. */
export function reviewOf({ review, head = 'dist', most = String(MOST) }: ReviewValues): ReviewOptions | undefined {
  return review === undefined ? undefined : { base: review, head, most: Number(most) };
}

/** What is wrong with how a review is asked for. */
export function reviewProblems(values: ReviewValues): readonly string[] {
  const given = (names: readonly (keyof ReviewValues)[]) => names.filter((name) => values[name] !== undefined);
  if (values.review === undefined)
    return given(['head', 'most']).map((name) => `--${name} is for --review, which must be given, too`);
  return [
    ...given(['only', 'pictures', 'no-pictures']).map(
      (name) => `--${name} must not stand beside --review, which draws the panels that change and nothing else`,
    ),
    ...(values.most === undefined || /^[1-9]\d{0,4}$/.test(values.most)
      ? []
      : [`--most must be a whole number above 0, got "${values.most}"`]),
    ...((values.data ?? []).length < 2
      ? []
      : ['--data must name one data set beside --review, so that both sides show the same']),
  ];
}
