import { z } from 'zod';

const CPU = /^(\d{1,9})m$|^(\d{1,6}(?:\.\d{1,3})?)$/;
const MEMORY = /^(\d{1,9})(Mi|Gi)$/;
const MILLIS_PER_CORE = 1000;
const MEBIBYTES_PER_GIBIBYTE = 1024;

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

/** A CPU quantity above zero. */
export const cpu = z.string().refine((text) => cpuMillis(text) > 0, 'must be a CPU quantity such as 100m or 0.5');

/** A memory quantity above zero. */
export const memory = z
  .string()
  .refine((text) => memoryMebibytes(text) > 0, 'must be a memory quantity such as 64Mi or 1Gi');
