/** Digits that a threshold can mean; beyond them lies the noise of binary fractions. */
const SIGNIFICANT_DIGITS = 12;

/** A number as PromQL writes it. Throws for NaN and infinities, which would print as the name of a metric. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`a number in PromQL must be finite, got ${value}`);
  return String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));
}
