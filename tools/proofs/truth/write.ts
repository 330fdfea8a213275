import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { truthDocument } from './document.js';
import { truthTable } from './table.js';

const FILE = join(import.meta.dirname, '../../../docs/truth-table.md');

const table = await truthTable(providePrometheus());
if (table.ranges !== 'closed')
  throw new Error('docs/truth-table.md is written with Prometheus 2.x, whose ranges are closed, got a later one');
writeFileSync(FILE, truthDocument(table));
const failures = [
  ...[...table.records, ...table.signals, ...table.percentiles].flatMap((verdict) => verdict.failures),
  ...table.uncompared.map((one) => `${one}: nothing to compare`),
];
for (const failure of failures.slice(0, 40)) console.error(failure);
console.log(`${failures.length} of the comparisons fail`);
process.exitCode = failures.length === 0 ? 0 : 1;
