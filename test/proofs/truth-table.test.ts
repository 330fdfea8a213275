import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { gaps } from '../../tools/proofs/truth/coverage.js';
import { truthDocument } from '../../tools/proofs/truth/document.js';
import type { TruthTable } from '../../tools/proofs/truth/table.js';
import { truthTable } from '../../tools/proofs/truth/table.js';
import { PROJECT } from '../support/commands.js';

const MINUTES = 60_000;

test('every record and every signal has a row or a reason why there is none', () => {
  expect(gaps()).toEqual({ withoutRow: [], aboutNothing: [] });
});

describe('the mixed fleet in a real Prometheus', () => {
  let table: TruthTable;
  const failures = (verdicts: readonly { readonly failures: readonly string[] }[]) =>
    verdicts.flatMap((verdict) => verdict.failures).slice(0, 20);
  const share = (name: string) =>
    [...table.records, ...table.signals].find(({ row }) => row.name === name && row.judgement === 'told')?.share;

  beforeAll(async () => {
    table = await truthTable(inject('prometheus'));
  }, 10 * MINUTES);

  test('every record says what happened, under no label too many and none too few', () => {
    expect(failures(table.records)).toEqual([]);
  });

  test('of every runtime that a record reads something was compared, or it is said why not', () => {
    expect(table.uncompared).toEqual([]);
  });

  test('every signal that is not recorded says what happened', () => {
    expect(failures(table.signals)).toEqual([]);
  });

  test('every percentile lies in the bucket that holds the true one', () => {
    expect(failures(table.percentiles)).toEqual([]);
  });

  test('what the witness of the engines saw is what the log says', () => {
    const { log, spec, tally } = table.evidence;
    for (const { name } of spec.unified.filter(({ name: one }) => one === 'former' || one === 'talk')) {
      const own = log.filter(({ application, finishedAt }) => application === name && finishedAt !== undefined);
      const measured = tally.measured('answer length').filter(({ labels }) => labels['application'] === name);
      const answers = measured.flatMap(({ values }) => values.map(({ value }) => value));
      expect(own.length).toBeGreaterThan(400);
      expect(answers.toSorted()).toEqual(own.map(({ generatedTokens }) => generatedTokens).toSorted());
    }
  });

  test('the plugin counts more requests than there are, and sees a part of the output where chunks hold three tokens', () => {
    expect(share('Plugin chunks')).toBeGreaterThan(10);
    expect(share('tenant:arks_output_seen:rate5m')).toBeGreaterThan(0.3);
    expect(share('tenant:arks_output_seen:rate5m')).toBeLessThan(0.9);
  });

  test('docs/truth-table.md is current', () => {
    // A left-open range lacks its first sample, so that other numbers come out where series begin and end.
    const told = table.ranges === 'closed' ? (text: string) => text : withoutNumbers;
    const written = readFileSync(join(PROJECT, 'docs/truth-table.md'), 'utf8');
    expect(told(truthDocument(table))).toBe(told(written));
  });
});

function withoutNumbers(text: string): string {
  return text.replace(/(?<=\| )(?:-?[\d.]+(?: %)?(?: to )?)+(?= \|)|(?<=\| )–(?= \|)/g, 'n');
}
