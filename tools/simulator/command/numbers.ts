/** What a number of the command line may be. */
export interface NumberRange {
  readonly whole: boolean;
  readonly least: number;
  readonly most: number;
}

/** What is wrong with a number as it was typed; nothing with one that was not given. */
export function numberProblems(
  path: string,
  text: string | undefined,
  { whole, least, most }: NumberRange,
): readonly string[] {
  if (text === undefined) return [];
  const value = text.trim() === '' ? Number.NaN : Number(text);
  const right = value >= least && value <= most && (!whole || Number.isInteger(value));
  return right ? [] : [`${path} must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}, got "${text}"`];
}
