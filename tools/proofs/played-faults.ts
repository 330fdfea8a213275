import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '@arks-monitoring/simulator/faults/fault.js';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { holds, type Outcome, playFault } from './fault-matrix.js';
import { faultPage, rowsIn, rowsOf } from './fault-page.js';

const FILE = join(import.meta.dirname, '../../docs/fault-matrix.md');

/** docs/fault-matrix.md as it is. */
export function writtenPage(): string {
  return readFileSync(FILE, 'utf8');
}

/** Plays these faults, renews their rows in docs/fault-matrix.md where all of them hold, and says whether they do. */
export async function renewRows(faults: readonly Fault[]): Promise<boolean> {
  const { promtool } = providePrometheus();
  const waiting = [...faults];
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
  if (proved) writeFileSync(FILE, faultPage(new Map([...rowsIn(writtenPage()), ...rowsOf(outcomes)])));
  return proved;
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
