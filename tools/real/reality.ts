import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { realFolder } from './folder.js';

/** Results that are committed; docs/reality.md is written from them. */
export const RESULTS = resolve(import.meta.dirname, '../../test/real/results');

const count = z.int().nonnegative();

const schema = z.strictObject({
  /** Program and version as its package names them. */
  program: z.string(),
  version: z.string(),
  /** Registry and package. */
  from: z.string(),
  /** Day of the run, as 2026-11-27. */
  date: z.iso.date(),
  /** What was started and what was done to it, in a sentence. */
  ran: z.string(),
  /** Series that a scrape of ours kept of a target, beside the prediction of the catalogue. */
  series: z.array(z.strictObject({ target: z.string(), shown: count, kept: count, predicted: count })),
  /** What was recorded beside what really happened, in the unit of the record. */
  records: z.array(z.strictObject({ record: z.string(), true: z.number(), recorded: z.number() })),
  /** What was held, a sentence that a test would have found wrong each. */
  held: z.array(z.string()),
  /** What could not be run, and why. */
  notRun: z.array(z.strictObject({ what: z.string(), why: z.string() })),
});

/** What one program showed, on one day. */
export type Reality = z.infer<typeof schema>;

/** Writes down what a program showed, for `npm run reality`; a test calls it after everything was held. */
export function tell(reality: Omit<Reality, 'date'>): void {
  const date = new Date().toISOString().slice(0, 10);
  write(realFolder('results'), { ...reality, date });
}

/** Takes what the last runs of the bench told into the committed results, one file a program and version. */
export function collect(): void {
  for (const reality of read(realFolder('results'))) write(RESULTS, reality);
}

/** The committed results, by file name. Throws where one has another form. */
export function results(): readonly Reality[] {
  return read(RESULTS);
}

function read(folder: string): readonly Reality[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => schema.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}

function write(folder: string, reality: Reality): void {
  const name = `${reality.program}-${reality.version}`.toLowerCase().replace(/[^a-z0-9.]+/g, '-');
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(schema.parse(reality), undefined, 2)}\n`);
}
