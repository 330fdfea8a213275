/** Go and Python write an exponent with a sign and two digits. */
const EXPONENT_DIGITS = 2;
/** Below this both turn to exponents. */
const SMALLEST_PLAIN = 1e-4;
/** From here on Go turns to exponents: strconv.FormatFloat(value, 'g', -1, 64). */
const GO_LARGEST_PLAIN = 1e6;
/** Python's repr turns to exponents from here on, and its client already for seven digits before the point. */
const PYTHON_LARGEST_PLAIN = 1e16;
const PYTHON_PLAIN_DIGITS = 6;
const MOST_DECIMALS = 20;

/** A value as Go's client writes it: `17`, `1.208562e+06`. */
export function goNumber(value: number): string {
  return special(value) ?? (fitsPlain(value, GO_LARGEST_PLAIN) ? String(value) : withExponent(value));
}

/** A value as Python's client writes it: `17.0`, `1.208562e+06`; from ten digits on with its odd `e+010`. */
export function pythonNumber(value: number): string {
  const word = special(value);
  if (word !== undefined) return word;
  if (!fitsPlain(value, PYTHON_LARGEST_PLAIN)) return withExponent(value);
  const plain = Number.isInteger(value) ? `${value}.0` : String(value);
  const point = plain.indexOf('.');
  if (value < 0 || point <= PYTHON_PLAIN_DIGITS) return plain;
  const digits = `${plain[0]}.${plain.slice(1, point)}${plain.slice(point + 1)}`;
  return `${digits.replace(/[0.]+$/, '')}e+0${point - 1}`;
}

/** A value as Rust writes it, never with an exponent. */
export function rustNumber(value: number): string {
  const word = special(value);
  if (word !== undefined) return word;
  const text = String(value);
  return text.includes('e') ? value.toFixed(MOST_DECIMALS).replace(/\.?0+$/, '') : text;
}

function special(value: number): string | undefined {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return undefined;
  return value > 0 ? '+Inf' : '-Inf';
}

function fitsPlain(value: number, end: number): boolean {
  const size = Math.abs(value);
  return size === 0 || (size >= SMALLEST_PLAIN && size < end);
}

function withExponent(value: number): string {
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  return `${digits}e${sign}${exponent.slice(1).padStart(EXPONENT_DIGITS, '0')}`;
}
