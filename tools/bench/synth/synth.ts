import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../../../src/output/replacing.js';
import { type Column, table } from '../markdown.js';
import { median } from '../median.js';
import { variedEnvironments } from './environments.js';
import { type Usage, usageOf } from './usage.js';

/** What synth of so many environments used, in the middle of several runs. */
export interface SynthCost extends Usage {
  readonly environments: number;
  readonly files: number;
}

const SIZES = [1, 50, 200];
const RUNS = 3;
const PROGRAM = new URL('../../../src/main.ts', import.meta.url);
const MILLISECONDS = 1_000;

/** Measures synth at each of these numbers of environments, and prints a table. */
export async function benchSynth(words: readonly string[]): Promise<void> {
  const sizes = words.length === 0 ? SIZES : words.map(Number);
  const wrong = sizes.filter((size) => !Number.isInteger(size) || size <= 0);
  if (wrong.length > 0) throw new Error(`numbers of environments must be whole and above 0, got ${wrong.join(', ')}`);
  console.log(synthTable(sizes.map(synthCost)));
}

function synthCost(environments: number): SynthCost {
  const folder = mkdtempSync(join(tmpdir(), 'arks-synth-'));
  try {
    mkdirSync(join(folder, 'environments'));
    for (const [name, text] of Object.entries(variedEnvironments(environments))) {
      writeFileSync(join(folder, 'environments', name), text);
    }
    const runs = Array.from({ length: RUNS }, (_, run) => {
      console.error(`synth of ${environments} environments, run ${run + 1} of ${RUNS}`);
      // Each run finds nothing of the one before.
      rmSync(join(folder, 'dist'), { recursive: true, force: true });
      return usageOf(PROGRAM, ['synth'], folder);
    });
    const middle = (of: (usage: Usage) => number) => median(runs.map(of));
    return {
      environments,
      files: filesBelow(join(folder, 'dist')).length,
      wallSeconds: middle(({ wallSeconds }) => wallSeconds),
      cpuSeconds: middle(({ cpuSeconds }) => cpuSeconds),
      peakMegabytes: middle(({ peakMegabytes }) => peakMegabytes),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A row for each size; what one more environment costs is told against the size before, where loading the program is in both. */
export function synthTable(costs: readonly SynthCost[]): string {
  const rows = costs.map((cost, index) => ({ ...cost, before: costs[index - 1] }));
  type Row = (typeof rows)[0];
  const more = ({ before, ...cost }: Row, of: (cost: SynthCost) => number, factor: number) =>
    before === undefined
      ? ''
      : (((of(cost) - of(before)) / (cost.environments - before.environments)) * factor).toFixed(factor === 1 ? 2 : 0);
  const columns: readonly Column<Row>[] = [
    { title: 'environments', cell: ({ environments }) => String(environments), number: true },
    { title: 'files', cell: ({ files }) => String(files), number: true },
    { title: 'wall s', cell: ({ wallSeconds }) => wallSeconds.toFixed(1), number: true },
    { title: 'processor s', cell: ({ cpuSeconds }) => cpuSeconds.toFixed(1), number: true },
    { title: 'peak MB', cell: ({ peakMegabytes }) => peakMegabytes.toFixed(0), number: true },
    { title: 'wall ms for one more', cell: (row) => more(row, (cost) => cost.wallSeconds, MILLISECONDS), number: true },
    {
      title: 'processor ms for one more',
      cell: (row) => more(row, (cost) => cost.cpuSeconds, MILLISECONDS),
      number: true,
    },
    { title: 'MB for one more', cell: (row) => more(row, (cost) => cost.peakMegabytes, 1), number: true },
  ];
  return table(columns, rows);
}
