import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { providePrometheus } from '../../../tools/prometheus/provide.js';
import { faults } from '../../../tools/simulator/faults/index.js';
import { playFault } from '../../../tools/simulator/proofs/fault-matrix.js';
import { row } from '../../../tools/simulator/proofs/fault-page.js';

const MINUTE = 60_000;

/** docs/fault-matrix.md as it is. */
export const page = readFileSync(join(import.meta.dirname, '../../../docs/fault-matrix.md'), 'utf8');

/** Plays the faults of these subjects, and holds each against its row. Subjects are spread over files, which run side by side. */
export function playSubjects(...subjects: readonly string[]): void {
  const { promtool } = providePrometheus();
  const played = subjects.flatMap((subject) => faults[subject] ?? []).filter(({ long }) => !long);
  test.each(played)(
    '$name is told in time, and nothing else, as the page says',
    async (fault) => {
      const outcome = await playFault(promtool, fault);
      expect(outcome.falseAlarms).toEqual([]);
      const late = outcome.raised.filter(
        ({ expected, afterMinutes = Number.POSITIVE_INFINITY }) =>
          afterMinutes < 0 || afterMinutes > expected.withinMinutes,
      );
      expect(late).toEqual([]);
      expect(page).toContain(row(outcome));
    },
    2 * MINUTE,
  );
}
