import { formed, formedAs } from './formed-text.js';

const CPU = /^(\d{1,9})m$|^(\d{1,6}(?:\.\d{1,3})?)$/;
const MEMORY = /^(\d{1,9})(Mi|Gi)$/;
const MILLIS_PER_CORE = 1000;
const MEBIBYTES_PER_GIBIBYTE = 1024;
const UNITS = [
  ['Ti', MEBIBYTES_PER_GIBIBYTE ** 2],
  ['Gi', MEBIBYTES_PER_GIBIBYTE],
] as const;

/** Millicores of a Kubernetes CPU quantity such as `250m` or `0.5`; NaN where the text is none. */
export function cpuMillis(text: string): number {
  const match = CPU.exec(text);
  if (match === null) return Number.NaN;
  return match[1] === undefined ? Math.round(Number(match[2]) * MILLIS_PER_CORE) : Number(match[1]);
}

/** Mebibytes of a Kubernetes memory quantity such as `64Mi` or `1Gi`; NaN where the text is none. */
export function memoryMebibytes(text: string): number {
  const match = MEMORY.exec(text);
  if (match === null) return Number.NaN;
  return Number(match[1]) * (match[2] === 'Gi' ? MEBIBYTES_PER_GIBIBYTE : 1);
}

/** So many digits are above no bytes and below what Prometheus counts to. */
const BYTES = /^(?=.*[1-9])\d{1,9}(\.\d{1,3})?(K|M|G)i?B$/;
const KIBIBYTE = 1024;
const POWERS = 'KMG';

/** Bytes of a size such as `16MB`, in powers of 1024 as Prometheus reads it; NaN where the text is none. */
export function bytes(text: string): number {
  const unit = BYTES.exec(text)?.[2];
  return unit === undefined ? Number.NaN : Number.parseFloat(text) * KIBIBYTE ** (POWERS.indexOf(unit) + 1);
}

/** A size as Prometheus takes it, above zero. */
export const byteSize = formed(
  BYTES,
  'must be a size above 0 such as 16MB or 1.5GiB, of at most 9 digits and 3 after a point, in K, M or G',
);

/** A CPU quantity above zero. */
const CPU_RULE = 'must be a CPU quantity such as "100m" or "0.5"';
export const cpu = formedAs((text) => cpuMillis(text) > 0, CPU_RULE);

/** A memory quantity above zero. */
const MEMORY_RULE = 'must be a memory quantity such as 64Mi or 1Gi';
export const memory = formedAs((text) => memoryMebibytes(text) > 0, MEMORY_RULE);

/** A CPU quantity as the API server writes it, for less than a thousand cores. */
export function canonicalCpu(text: string): string {
  const millis = cpuMillis(text);
  return millis % MILLIS_PER_CORE === 0 ? String(millis / MILLIS_PER_CORE) : `${millis}m`;
}

/** A memory quantity as the API server writes it: in the largest unit of which it is a whole number. */
export function canonicalMemory(text: string): string {
  const mebibytes = memoryMebibytes(text);
  const [unit, size] = UNITS.find(([, mebibytesOfUnit]) => mebibytes % mebibytesOfUnit === 0) ?? ['Mi', 1];
  return `${mebibytes / size}${unit}`;
}
