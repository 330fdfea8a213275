import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { property } from '@arks-monitoring/simulator/prometheus/answers.js';

/** What one run of a program used, all its threads together. */
export interface Usage {
  readonly wallSeconds: number;
  /** Of the processor, for the program and for the system on its behalf. */
  readonly cpuSeconds: number;
  /** The most memory that it held at any moment. */
  readonly peakMegabytes: number;
}

/** The first one that a process does not have by itself. */
export const USAGE_DESCRIPTOR = 3;

const MICROSECONDS = 1_000_000;
const MILLISECONDS = 1_000;
const KILOBYTES = 1_024;
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;
// By its place, since the folder that the program runs in has no modules.
const TSX = import.meta.resolve('tsx');
const USAGE_AT_EXIT = new URL('./usage-at-exit.ts', import.meta.url).href;

/** Runs a TypeScript program with these words in a folder, in a process of its own. Throws with what it complained about where it fails. */
export function usageOf(program: URL, words: readonly string[], folder: string): Usage {
  const started = performance.now();
  const { status, signal, error, output } = spawnSync(
    process.execPath,
    ['--import', TSX, '--import', USAGE_AT_EXIT, fileURLToPath(program), ...words],
    { cwd: folder, stdio: ['ignore', 'ignore', 'pipe', 'pipe'], encoding: 'utf8', maxBuffer: MOST_OUTPUT_BYTES },
  );
  const wallSeconds = (performance.now() - started) / MILLISECONDS;
  const complaint = output?.[2] ?? '';
  const written = output?.[USAGE_DESCRIPTOR] ?? '';
  if (status !== 0 || written === '') throw new Error(`${program.pathname} failed: ${error ?? signal ?? complaint}`);
  const usage: unknown = JSON.parse(written);
  const read = (name: string) => Number(property(usage, name));
  return {
    wallSeconds,
    cpuSeconds: (read('userCPUTime') + read('systemCPUTime')) / MICROSECONDS,
    peakMegabytes: read('maxRSS') / KILOBYTES,
  };
}
