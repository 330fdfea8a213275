import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Column, table } from '../markdown.js';
import { type Usage, usageOf } from '../synth/usage.js';
import { SUBJECTS, type Subject } from './subjects.js';

/** What synth used at one size of what grows. */
interface Size extends Usage {
  readonly count: number;
}

const PROGRAM = new URL('../../../src/main.ts', import.meta.url);
const MILLISECONDS = 1_000;

/** Measures synth as one thing grows, one table each; words pick the things. */
export async function benchGrowth(words: readonly string[]): Promise<void> {
  const unknown = words.filter((word) => !SUBJECTS.some(({ what }) => what === word));
  if (unknown.length > 0) {
    throw new Error(
      `what grows must be one of ${SUBJECTS.map(({ what }) => what).join(', ')}, got ${unknown.join(', ')}`,
    );
  }
  for (const subject of SUBJECTS.filter(({ what }) => words.length === 0 || words.includes(what))) {
    console.log(
      `${growthTable(
        subject.what,
        subject.sizes.map((count) => measured(subject, count)),
      )}\n`,
    );
  }
}

function measured({ what, files }: Subject, count: number): Size {
  const folder = mkdtempSync(join(tmpdir(), 'arks-growth-'));
  try {
    console.error(`synth of ${count} ${what}`);
    mkdirSync(join(folder, 'environments'));
    for (const [name, text] of Object.entries(files(count))) writeFileSync(join(folder, 'environments', name), text);
    return { count, ...usageOf(PROGRAM, ['synth'], folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * A row for each size. What one more costs is told against the size before, so that the loading of the program is in neither;
 * that of the last size over that of the second says whether the cost is linear: 1 where it is.
 */
export function growthTable(what: string, sizes: readonly Size[]): string {
  const rows = sizes.map((size, index) => ({ ...size, more: marginal(size, sizes[index - 1]) }));
  const first = rows[1]?.more;
  const columns: readonly Column<(typeof rows)[0]>[] = [
    { title: what, cell: ({ count }) => String(count), number: true },
    { title: 'processor s', cell: ({ cpuSeconds }) => cpuSeconds.toFixed(1), number: true },
    { title: 'peak MB', cell: ({ peakMegabytes }) => peakMegabytes.toFixed(0), number: true },
    { title: 'processor ms for one more', cell: ({ more }) => more?.toFixed(2) ?? '', number: true },
    {
      title: 'of the first',
      cell: ({ more }) => (more === undefined || first === undefined ? '' : (more / first).toFixed(2)),
      number: true,
    },
  ];
  return table(columns, rows);
}

function marginal(size: Size, before: Size | undefined): number | undefined {
  if (before === undefined) return undefined;
  return ((size.cpuSeconds - before.cpuSeconds) / (size.count - before.count)) * MILLISECONDS;
}
