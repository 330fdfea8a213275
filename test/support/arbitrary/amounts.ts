import fc from 'fast-check';

const UNITS = [31_536_000, 604_800, 86_400, 3_600, 60, 1];
const NAMES = ['y', 'w', 'd', 'h', 'm', 's'];

/** A whole number from 1, its ends more often than others. */
export const count = (max: number) => fc.oneof(fc.integer({ min: 1, max }), fc.constantFrom(1, max));

/** A number above one and up to another, its ends more often than others; the smallest there is where it begins above 0. */
export const amount = (above: number, max: number) =>
  fc
    .oneof(
      fc.double({ min: above, max, minExcluded: true, noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(max, above === 0 ? Number.MIN_VALUE : above + Number.EPSILON, above === 0 ? 1e-7 : above + 0.1),
    )
    .filter((value) => value > above && value <= max);

/** A share of a whole, which is neither nothing nor all of it. */
export const share = fc.oneof(
  fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }),
  fc.constantFrom(Number.MIN_VALUE, 1e-7, 1 - Number.EPSILON / 2, 0.999999),
);

/** A duration of so many seconds, in one unit or in all that there are. */
export const durationOf = (seconds: number) =>
  fc.constantFrom(`${seconds}s`, inUnits(seconds), `0${seconds}s`, `0m${seconds}s`);

/** A duration from a second up to so many, its ends more often than others. */
export const durations = (most: number) => count(most).chain(durationOf);

/** The same in hours, minutes and seconds only. */
export const goDurations = (most: number) =>
  count(most).map((seconds) => `${Math.floor(seconds / 3_600)}h${Math.floor((seconds % 3_600) / 60)}m${seconds % 60}s`);

/** A request and a limit that is not below it, from the least to the most that may be written. */
export const resources = fc
  .record({
    cpu: fc.constantFrom(
      ['1m', '999999999m'],
      ['0.001', '999999.999'],
      ['7', '7'],
      ['0.5', '500m'],
      ['999999', '999999999m'],
    ),
    memory: fc.constantFrom(
      ['1Mi', '999999999Gi'],
      ['1024Mi', '1Gi'],
      ['999999999Mi', '999999999Mi'],
      ['64Mi', '96Mi'],
    ),
  })
  .map(({ cpu, memory }) => ({
    requests: { cpu: cpu[0], memory: memory[0] },
    limits: { cpu: cpu[1], memory: memory[1] },
  }));

function inUnits(seconds: number): string {
  let left = seconds;
  return UNITS.map((unit, index) => {
    const many = Math.floor(left / unit);
    left %= unit;
    return many === 0 ? '' : `${many}${NAMES[index]}`;
  }).join('');
}
