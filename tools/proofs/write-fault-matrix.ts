import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { faults } from '@arks-monitoring/simulator/faults/index.js';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { holds, type Outcome, playFault } from './fault-matrix.js';
import { faultPage } from './fault-page.js';

const FILE = join(import.meta.dirname, '../../docs/fault-matrix.md');

/** Plays every fault, or those whose names hold one of these words, and writes the page where it was all and all of it holds. */
async function main(words: readonly string[]): Promise<void> {
  const { promtool } = providePrometheus();
  const all = Object.values(faults).flat();
  const waiting = all.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
  const outcomes: Outcome[] = [];
  const worker = async () => {
    for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) {
      const outcome = await playFault(promtool, fault);
      outcomes.push(outcome);
      console.log(told(outcome));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  const proved = outcomes.every(holds);
  if (words.length === 0 && proved) writeFileSync(FILE, faultPage(outcomes));
  process.exitCode = proved ? 0 : 1;
}

function told(outcome: Outcome): string {
  const { fault, raised, quietAfterMinutes, falseAlarms } = outcome;
  const quiet =
    fault.ends === undefined ? '' : `, silent after ${quietAfterMinutes} (${fault.ends.quietWithinMinutes})`;
  const alerts = raised.map(
    ({ expected, afterMinutes, alerts: found }) =>
      `${found} ${expected.alert} ${afterMinutes ?? 'never'} (${expected.withinMinutes})`,
  );
  const alarms = falseAlarms.map(
    ({ alert, firstMinute, labels }) => `\n  false: ${alert} at minute ${firstMinute} ${JSON.stringify(labels)}`,
  );
  return `${holds(outcome) ? 'ok    ' : 'WRONG '} ${fault.name}: ${alerts.join(', ') || 'silent'}${quiet}${alarms.join('')}`;
}

await main(process.argv.slice(2));
