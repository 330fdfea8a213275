import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { type Memory, type PlayedRules, playRules } from '../support/played-rules.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { keptAnswers } from './kept.js';

const { promtool } = inject('prometheus');

/** A rule, what it reads and what is expected of it. */
const story = ({ expr = 'sum(a)', values = '3x5', value = 3 } = {}): PlayedRules => ({
  groups: [{ name: 'sums', interval: '1m', rules: [{ record: 'a:arks:sum', expr }] }],
  file: {
    evaluation_interval: '1m',
    tests: [
      {
        interval: '1m',
        input_series: [{ series: 'a{of="one"}', values }],
        promql_expr_test: [{ expr: 'a:arks:sum', eval_time: '3m', exp_samples: [{ labels: 'a:arks:sum', value }] }],
      },
    ],
  },
});

/** Whether it holds, and whether that had to be played. */
async function heard(memory: Memory, told: PlayedRules) {
  let isPlayed = false;
  const complaint = await memory(promtool, told, () => {
    isPlayed = true;
    return playRules(promtool, told);
  });
  return { holds: complaint === '', isPlayed };
}

test('what was played in an earlier run is known, until the rule, the series or what is expected changes', async () => {
  const path = join(temporaryFolder(), 'mutation', 'answers.jsonl');
  const { ofAnyRun } = keptAnswers(path);
  expect(await heard(ofAnyRun, story())).toEqual({ holds: true, isPlayed: true });
  expect(await heard(ofAnyRun, story({ expr: 'count(a)' }))).toEqual({ holds: false, isPlayed: true });
  // As a run leaves it that was stopped while it wrote.
  appendFileSync(path, '{"key":"');

  const later = keptAnswers(path);
  expect(await heard(later.ofAnyRun, story())).toEqual({ holds: true, isPlayed: false });
  expect(await heard(later.ofAnyRun, story({ expr: 'count(a)' }))).toEqual({ holds: false, isPlayed: false });
  expect(await heard(later.ofAnyRun, story({ expr: 'max(a)' }))).toEqual({ holds: true, isPlayed: true });
  expect(await heard(later.ofAnyRun, story({ values: '4x5' }))).toEqual({ holds: false, isPlayed: true });
  expect(await heard(later.ofAnyRun, story({ value: 4 }))).toEqual({ holds: false, isPlayed: true });

  const last = keptAnswers(path);
  expect(await heard(last.ofAnyRun, story({ value: 4 }))).toEqual({ holds: false, isPlayed: false });
});

test('for whoever survives only what this run has played counts', async () => {
  const path = join(temporaryFolder(), 'answers.jsonl');
  await heard(keptAnswers(path).ofAnyRun, story());
  const { ofAnyRun, ofThisRun } = keptAnswers(path);
  expect(await heard(ofAnyRun, story())).toEqual({ holds: true, isPlayed: false });
  expect(await heard(ofThisRun, story())).toEqual({ holds: true, isPlayed: true });
  expect(await heard(ofThisRun, story())).toEqual({ holds: true, isPlayed: false });
});
