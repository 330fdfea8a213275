import { closeSync, openSync, writeSync } from 'node:fs';
import type { LoggedSeries, ScrapeLog } from './scrape-log.js';
import { valueText } from './series.js';

/** A log, or a part of one. */
type Shown = Pick<ScrapeLog, 'stepSeconds' | 'series'>;

/** Text is written in pieces of about this size, so that a long log needs no memory of its size again. */
const PIECE_CHARACTERS = 1_000_000;
const MILLISECONDS = 1_000;

/**
 * Writes a log to a file as OpenMetrics text with timestamps; the first scrape gets the time `epochSeconds`. Every
 * name is a family of unknown type. The format knows no stale marker: a series that ended has no more samples, so
 * Prometheus shows its last value for as long as it looks back, five minutes.
 */
export function writeOpenMetrics(log: Shown, file: string, epochSeconds: number): void {
  const descriptor = openSync(file, 'w');
  try {
    let piece = '';
    for (const line of lines(log, epochSeconds)) {
      piece += line;
      if (piece.length < PIECE_CHARACTERS) continue;
      writeSync(descriptor, piece);
      piece = '';
    }
    writeSync(descriptor, `${piece}# EOF\n`);
  } finally {
    closeSync(descriptor);
  }
}

function* lines(log: Shown, epochSeconds: number): Generator<string> {
  for (const [name, family] of families(log)) {
    yield `# TYPE ${name} unknown\n`;
    for (const { series, stretches } of family) {
      for (const { start, values } of stretches) {
        for (const [index, value] of values.entries()) {
          const time = Math.round((epochSeconds + (start + index) * log.stepSeconds) * MILLISECONDS) / MILLISECONDS;
          yield `${series.text} ${valueText(value)} ${time}\n`;
        }
      }
    }
  }
}

/** Series by name: the format wants those of a family one after the other. */
function families(log: Shown): ReadonlyMap<string, readonly LoggedSeries[]> {
  const byName = new Map<string, LoggedSeries[]>();
  for (const logged of log.series()) {
    const name = logged.series.labels['__name__'] ?? '';
    const family = byName.get(name) ?? [];
    family.push(logged);
    byName.set(name, family);
  }
  return byName;
}
