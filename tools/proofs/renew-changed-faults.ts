import { faults } from '@arks-monitoring/simulator/faults/index.js';
import { faultPage, isOf, rowsIn } from './fault-page.js';
import { renewRows, writtenPage } from './played-faults.js';

/** Plays the faults whose rows in docs/fault-matrix.md say something else than they do: a new one, or one that must raise something new. */
const page = writtenPage();
const rows = rowsIn(page);
const changed = Object.values(faults)
  .flat()
  .filter((fault) => !isOf(fault, rows.get(fault.name)));
if (changed.length > 0) {
  console.log(`playing ${changed.map(({ name }) => name).join(', ')}`);
  process.exitCode = (await renewRows(changed)) ? 0 : 1;
} else if (page !== faultPage(rows)) {
  await renewRows([]);
}
