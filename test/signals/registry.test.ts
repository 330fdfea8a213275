import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { subjects } from '../../src/signals/records.js';
import { everySignal, recordedSignals, signalsIn } from '../../src/signals/registry.js';

const SIGNALS = resolve(import.meta.dirname, '../../src/signals');
/** Lists of what other files have. */
const LISTS = ['registry.ts', 'records.ts'];

const files = readdirSync(SIGNALS, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !LISTS.includes(name),
);
const exported = (
  await Promise.all(
    files.map(async (file) => {
      const module: unknown = await import(join(SIGNALS, file));
      return signalsIn(module).map((one) => ({ file, one }));
    }),
  )
).flat();

test('every signal that a file exports is in the registry', () => {
  expect(exported.length).toBeGreaterThan(150);
  expect(
    exported.filter(({ one }) => !everySignal.includes(one)).map(({ file, one }) => `${file}: ${one.title}`),
  ).toEqual([]);
});

test('the registry has nothing twice, and nothing that no file exports', () => {
  expect(new Set(everySignal).size).toBe(everySignal.length);
  const named = new Set(exported.map(({ one }) => one));
  // Of a file only what the recorded subjects list may be its own.
  expect(everySignal.filter((one) => !named.has(one) && !recordedSignals.some((other) => other === one))).toEqual([]);
});

test('every record is in one subject, under a name of its own', () => {
  const records = exported.filter(({ one }) => 'rules' in one);
  expect(
    records.filter(({ one }) => !recordedSignals.some((other) => other === one)).map(({ one }) => one.title),
  ).toEqual([]);
  const names = recordedSignals.map(({ record }) => record);
  expect(new Set(names).size).toBe(names.length);
  expect(subjects.every(({ recorded }) => recorded.length > 0)).toBe(true);
});

test('what a file exports is read by name, whoever loads it', async () => {
  const module: Record<string, unknown> = await import(join(SIGNALS, 'scraping/events.ts'));
  const names = Object.keys(module).toSorted();
  expect(names.length).toBeGreaterThan(5);
  expect(signalsIn(module)).toEqual(names.flatMap((name) => signalsIn(module[name])));
});
