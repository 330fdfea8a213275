/** Units that the end of a setting's name says. */
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/PerSecond(PerReplica)?$/, 'per second'],
  [/PerMillion$/, 'price of a million tokens'],
  [/Milliseconds$/, 'milliseconds'],
  [/Seconds$/, 'seconds'],
  [/Hours$/, 'hours'],
  [/Percent$/, 'percent'],
  [/Ratio$/, 'ratio'],
  [/seriesBudget$/, 'series'],
  [/sampleLimit$/, 'samples'],
  [/[lL]abelNameLengthLimit$/, 'characters'],
  [/[lL]abelValueLengthLimit$/, 'bytes'],
  [/maxModelLength$/, 'tokens'],
  [/\.port$/, 'port'],
];

/** A share of a whole; how many times one number is of another has no such rule. */
const SHARE = /^must be (below|at most) 1(,|$)/;

/** Units that the rule of a text says. */
const BY_RULE: readonly (readonly [RegExp, string])[] = [
  [/must be a duration|one number and one of s, m, h/, 'duration'],
  [/must be a CPU quantity/, 'CPU'],
  [/must be a memory quantity/, 'memory'],
  [/must be a size/, 'bytes with a unit'],
];

/** The unit of a setting; empty for what has none. A number whose name says no unit counts something. */
export function unitOf(path: string, type: string, rules: readonly string[]): string {
  if (type.endsWith('number')) {
    const unit = BY_NAME.find(([name]) => name.test(path))?.[1] ?? 'count';
    return unit === 'ratio' && rules.some((rule) => SHARE.test(rule)) ? 'ratio, 0 to 1' : unit;
  }
  return BY_RULE.find(([rule]) => rules.some((one) => rule.test(one)))?.[1] ?? '';
}
