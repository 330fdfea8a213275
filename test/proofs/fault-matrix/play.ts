import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faults } from '@arks-monitoring/simulator/faults/index.js';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { rangesOf } from '@arks-monitoring/simulator/prometheus/ranges.js';
import { expect, test } from 'vitest';
import { fallsSilent, isAsExpected, playFault } from '../../../tools/proofs/fault-matrix.js';
import { row } from '../../../tools/proofs/fault-page.js';
import { tileComplaint } from '../../../tools/proofs/first-screen.js';

/** Longer than promtool may take before it is ended, and the fleet before it. */
const LONGEST_MILLISECONDS = 600_000;

/** docs/fault-matrix.md as it is. */
export const page = readFileSync(join(import.meta.dirname, '../../../docs/fault-matrix.md'), 'utf8');

/** Plays the faults of these subjects, and holds each against its row. Subjects are spread over files, which run side by side. */
export function playSubjects(...subjects: readonly string[]): void {
  const { promtool } = providePrometheus();
  // The page has the minutes of Prometheus 2. Where ranges are left-open an alert may come a minute earlier; it must be in time.
  const toTheMinute = rangesOf(promtool) === 'closed';
  const played = subjects.flatMap((subject) => faults[subject] ?? []).filter(({ long }) => !long);
  test.each(played)(
    '$name is told in time, and nothing else, as the page says',
    async (fault) => {
      const outcome = await playFault(promtool, fault);
      expect(
        outcome.falseAlarms,
        'an alert that this must raise belongs to `raises` of the fault in tools/simulator/faults/',
      ).toEqual([]);
      expect(outcome.raised.filter((one) => !isAsExpected(one))).toEqual([]);
      expect(await tileComplaint(promtool, fault, outcome.found), 'the first screen of Overview').toBe('');
      expect(fallsSilent(outcome), `silent ${outcome.quietAfterMinutes} minutes after the end`).toBe(true);
      if (toTheMinute) expect(page, `run npm run fault-matrix -- ${fault.name}`).toContain(row(outcome));
    },
    LONGEST_MILLISECONDS,
  );
}
