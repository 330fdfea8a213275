import { expect, test } from 'vitest';
import { canonicalCpu, canonicalMemory, cpu, cpuMillis, memory, memoryMebibytes } from '../../src/config/quantity.js';

test.each([
  ['17m', 17],
  ['3', 3_000],
  ['0.5', 500],
  ['1.001', 1_001],
  // 0.29 * 1000 is 290 only after rounding.
  ['0.29', 290],
])('%s of a CPU is %d millicores', (text, millis) => {
  expect(cpuMillis(text)).toBe(millis);
});

test.each([[''], ['m'], ['-10m'], ['1.5m'], ['0.0001'], ['1e3'], ['10 m'], ['.5'], ['1k']])(
  '%j is no CPU quantity',
  (text) => {
    expect(cpuMillis(text)).toBeNaN();
  },
);

test.each([
  ['65Mi', 65],
  ['3Gi', 3_072],
])('%s of memory is %d mebibytes', (text, mebibytes) => {
  expect(memoryMebibytes(text)).toBe(mebibytes);
});

test.each([[''], ['64'], ['64MB'], ['64M'], ['1.5Gi'], ['-1Gi'], ['64mi'], ['64Ki']])(
  '%j is no memory quantity',
  (text) => {
    expect(memoryMebibytes(text)).toBeNaN();
  },
);

test('nothing at all is neither a request nor a limit', () => {
  expect(['0', '0m', '0.000'].filter((text) => cpu.safeParse(text).success)).toEqual([]);
  expect(['0Mi', '0Gi'].filter((text) => memory.safeParse(text).success)).toEqual([]);
});

test.each([
  ['1000m', '1'],
  ['2.0', '2'],
  ['1.5', '1500m'],
  ['0.020', '20m'],
])('the API server writes %s of a CPU as %s', (text, canonical) => {
  expect(canonicalCpu(text)).toBe(canonical);
});

test.each([
  ['1024Mi', '1Gi'],
  ['1536Mi', '1536Mi'],
  ['3Gi', '3Gi'],
  ['1048576Mi', '1Ti'],
  ['1025Gi', '1025Gi'],
])('the API server writes %s of memory as %s', (text, canonical) => {
  expect(canonicalMemory(text)).toBe(canonical);
});
