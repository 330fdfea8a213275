import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAbsent } from '../../src/signals/runtimes/runtime.js';
import { runtimes } from '../../src/signals/runtimes/table.js';
import { expositionText, families } from '../support/exposition.js';

const FOLDER = join(import.meta.dirname, '../fixtures/expositions');
/** What ArksRuntimeHistogramsAbsent reads, as each runtime shows it. */
const READ = Object.values(runtimes).map(({ readings }) => {
  const namesOf = (reading: { readonly names: readonly string[] } | { readonly absent: string }): readonly string[] =>
    isAbsent(reading) ? [] : 'names' in reading ? reading.names : [];
  return {
    counters: namesOf(readings.generationTokens),
    histograms: [readings.timeToFirstToken, readings.interTokenLatency, readings.requestLatency].flatMap(namesOf),
  };
});

/** Whether a page has series of the tokens that it generated, and whether it has any of a latency. */
const shown = readdirSync(FOLDER).flatMap((file) => {
  const names = new Set(families(expositionText(file)).flatMap(({ lines }) => lines.map(({ name }) => name)));
  return READ.flatMap(({ counters, histograms }) =>
    counters.some((name) => names.has(name))
      ? [{ file, timed: histograms.some((name) => names.has(`${name}_count`)) }]
      : [],
  );
});

test('every recorded page of an engine that counts tokens shows a latency histogram, so that nobody is told falsely', () => {
  expect(shown.filter(({ timed }) => !timed)).toEqual([]);
});

test('the recorded pages that hold this are of every runtime, before the first request and after it', () => {
  const files = shown.map(({ file }) => file);
  expect(files.length).toBeGreaterThan(12);
  expect(files).toEqual(
    expect.arrayContaining([
      'vllm-0.32-idle.txt',
      'vllm-0.32-two-api-servers-idle.txt',
      'sglang-0.5.23.txt',
      'sglang-new-pd-prefill.txt',
      'dynamo-1.6.1-frontend.txt',
      'tensorrt-llm-050f80d.txt',
    ]),
  );
});
