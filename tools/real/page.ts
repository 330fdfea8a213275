import type { Reality } from './reality.js';

const DIGITS = 4;

/** docs/reality.md: what every real program showed, a section each. */
export function realityPage(realities: readonly Reality[]): string {
  return `${[
    '# What the real programs showed',
    '',
    'Written by `npm run reality` from the results of `npm run test:real`, which installs each program by its package name,',
    'starts it, drives it, scrapes it with the monitors that synth writes, and compares records with the log of its own client.',
    'Kept and predicted are series of one target. A record is off by what was recorded less what happened.',
    '',
    ...table(
      ['program', 'version', 'from', 'run on'],
      realities.map(({ program, version, from, date }) => [program, version, from, date]),
    ),
    ...realities.flatMap(section),
  ].join('\n')}\n`;
}

function section({ program, version, ran, series, records, held, notRun }: Reality): readonly string[] {
  return [
    '',
    `## ${program} ${version}`,
    '',
    ran,
    ...part(held.map((sentence) => `- ${sentence}`)),
    ...part(
      table(
        ['target', 'series shown', 'kept', 'predicted'],
        series.map(({ target, shown, kept, predicted }) => [target, shown, kept, predicted]),
      ),
    ),
    ...part(
      table(
        ['record', 'happened', 'recorded', 'off by'],
        records.map((one) => [`\`${one.record}\``, rounded(one.true), rounded(one.recorded), off(one)]),
      ),
    ),
    ...part(notRun.map(({ what, why }) => `- Not run: ${what}, ${why}.`)),
  ];
}

function part(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}

function off(record: Reality['records'][number]): string {
  if (record.true === 0) return record.recorded === 0 ? '0' : rounded(record.recorded);
  return `${rounded(((record.recorded - record.true) / record.true) * 100)} %`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(DIGITS)));
}
