import { expect, test } from 'vitest';
import { durationSeconds } from '../../src/config/duration.js';
import { environmentOf } from '../support/environment.js';
import { ruleGroups } from '../support/rules.js';

/** Prometheus forgets a sample after 5 minutes. */
const LOOKBACK_SECONDS = 300;

test.each([['30s'], ['2m']])('records of an interval of %s outlive an evaluation that is late', (interval) => {
  for (const group of ruleGroups(environmentOf({ rules: { interval } }))) {
    expect(2 * durationSeconds(group.interval), group.name).toBeLessThan(LOOKBACK_SECONDS);
  }
});
