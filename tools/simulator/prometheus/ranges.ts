import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { exitCodeOf, unanswered } from '../programs/ended.js';

/** Whether the sample exactly at the beginning of a range is in it: it is for Prometheus 2 (`closed`), and not for Prometheus 3. */
export type Ranges = 'closed' | 'left-open';

/**
 * How the ranges of this promtool begin. It is asked for what it does, since one that was built from its module knows no version.
 * Throws with what it said where it does neither, and where it could not be asked.
 */
export function rangesOf(promtool: string): Ranges {
  const folder = mkdtempSync(join(tmpdir(), 'arks-ranges-'));
  try {
    const says = (samples: number) => {
      writeFileSync(join(folder, 'test.yml'), stringify({ tests: [oneMinuteHolds(samples)] }));
      return execFileSync(promtool, ['test', 'rules', 'test.yml'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
    };
    try {
      says(1);
      return 'left-open';
    } catch (error) {
      if (exitCodeOf(error) === undefined) throw unanswered(promtool, error);
      says(2);
      return 'closed';
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A series with a sample a minute, looked at over a minute as one arrives. */
function oneMinuteHolds(samples: number) {
  return {
    interval: '1m',
    input_series: [{ series: 'arrived', values: '1 1 1' }],
    promql_expr_test: [{ expr: 'count_over_time(arrived[1m])', eval_time: '2m', exp_samples: [{ value: samples }] }],
  };
}
