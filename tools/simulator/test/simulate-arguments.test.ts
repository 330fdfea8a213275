import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { listText } from '../command/list.js';
import { helpText, OPTIONS } from '../command/options.js';
import { runOf } from '../command/run.js';
import { simulatedEnvironment } from '../environment.js';
import { allScenarios } from '../scenarios/index.js';
import { playScenario } from '../scenarios/scenario.js';

const NOW = Date.parse('2026-05-07T11:13:00Z') / 1000;
const run = (...words: readonly string[]) => runOf(words, NOW);
const NEW = 'a-folder-that-is-not-there';
/** The scenario that a right command line asks for. */
const scenarioOf = (...words: readonly string[]) => {
  const asked = run(...words);
  if (!('scenario' in asked)) throw new Error(`there must be a scenario, got ${JSON.stringify(asked)}`);
  return asked.scenario;
};

describe('a command line is refused:', () => {
  test.each<[string, readonly string[]]>([
    ['--scenari is not an option; did you mean --scenario?', ['--scenari=standard']],
    ['arguments must be options, got "standard"', ['standard']],
    ['--prometheus takes no value, got "yes"', ['--prometheus=yes']],
    [
      '--scenario must be given once, got "standard" and "big-fleet"',
      ['--scenario', 'standard', '--scenario', 'big-fleet'],
    ],
    ['--fault must be followed by <name>[@<minute>], got nothing', ['--fault']],
    ['--fault must be followed by <name>[@<minute>], got --prometheus', ['--fault', '--prometheus']],
    ['--fault must be a known name, got "engine-hang"; did you mean engine-hangs?', ['--fault', 'engine-hang@5']],
    ['the minute of --fault replica-dies must be a number from 0 to 43200, got ""', ['--fault', 'replica-dies@']],
    ['the minute of --fault replica-dies must be a number from 0 to 43200, got "-3"', ['--fault', 'replica-dies@-3']],
    [
      '--fault idle-fleet is there from the start, so it can only be a scenario: --scenario idle-fleet',
      ['--fault', 'idle-fleet'],
    ],
    [
      '--fault replica-dies@20 must begin before the scenario ends after 13 minutes',
      ['--fault', 'replica-dies', '--minutes', '13'],
    ],
    [
      'replica-dies: events[0].minute must be before the scenario ends after 13 minutes, got 20',
      ['--scenario', 'replica-dies', '--minutes', '13'],
    ],
    [
      '--fault kv-transfer-fails cannot happen in big-fleet: disaggregated application must be one of , got reason',
      ['--scenario', 'big-fleet', '--fault', 'kv-transfer-fails'],
    ],
    ['--minutes must be a whole number from 1 to 43200, got "1.5"', ['--minutes', '1.5']],
    ['--speed must be a number from 0.01 to 600, got "fast"', ['--speed', 'fast']],
    ['--to must be a known name, got "tsdbs"; did you mean tsdb?', ['--to', 'tsdbs', '--out', NEW]],
    ['--to needs a folder: --out <folder>, got nothing', ['--to', 'promtool']],
    ['--out is for --to promtool and --to tsdb, which must be given, too', ['--out', NEW]],
    ['--until is for --to tsdb, which must be given, too', ['--to', 'promtool', '--out', NEW, '--until', '2026-05-07']],
    ['--until must not be in the future, got "2026-05-08"', ['--to', 'tsdb', '--out', NEW, '--until', '2026-05-08']],
    [
      '--until must be a date such as 2026-03-01 or 2026-03-01T12:00:00Z, got "7"',
      ['--to', 'tsdb', '--out', NEW, '--until', '7'],
    ],
  ])('%s', (problem, words) => {
    expect(run(...words)).toEqual({ problems: [problem] });
  });
});

test('a folder with something in it is not written over, and a file is no folder', () => {
  const folder = temporaryFolder({ 'a.txt': 'mine' });
  const problems = (out: string) => run('--to', 'tsdb', '--out', out);
  expect(problems(folder)).toEqual({
    problems: [`--out must be empty or not there yet, got "${folder}" with 1 entries`],
  });
  expect(problems(join(folder, 'a.txt'))).toEqual({
    problems: [`--out must be a folder, got the file "${join(folder, 'a.txt')}"`],
  });
  expect(problems(temporaryFolder())).toMatchObject({ way: 'tsdb' });
});

test('nothing given is the standard scenario, served in real time', () => {
  expect(run()).toMatchObject({ way: 'serve', scenario: { name: 'standard' }, speed: 1, withPrometheus: false });
});

test('the past ends now, or when it is told to', () => {
  expect(run('--to', 'tsdb', '--out', NEW)).toMatchObject({ untilSeconds: NOW });
  const until = run('--to', 'tsdb', '--out', NEW, '--until', '2026-05-07T11:00:00Z');
  expect(until).toMatchObject({ untilSeconds: NOW - 13 * 60 });
});

test('faults lengthen a scenario until each has had its time, unless a length is given', () => {
  expect(scenarioOf('--fault', 'model-download-hangs@70', '--fault', 'replica-dies@3').minutes).toBe(70 + 75);
  expect(scenarioOf('--fault', 'model-download-hangs@70', '--minutes', '71').minutes).toBe(71);
});

test('faults happen at their minutes in the fleet of the scenario', () => {
  const scenario = scenarioOf('--fault', 'operator-gone@4', '--fault', 'scrape-blocked@7', '--minutes', '9');
  const { scrapes } = playScenario(scenario, simulatedEnvironment());
  const up = (part: string) =>
    scrapes
      .series()
      .filter(({ series }) => series.text.startsWith('up{') && series.text.includes(part))
      .flatMap(({ stretches }) => stretches);
  expect(up('controller-manager')).toEqual([{ start: 0, values: [1, 1, 1, 1] }]);
  expect(up('pod="chat-1-inference-0"')).toEqual([{ start: 0, values: [1, 1, 1, 1, 1, 1, 1, 0, 0, 0] }]);
  expect(up('pod="chat-0-inference-0"')).toEqual([{ start: 0, values: Array.from({ length: 10 }, () => 1) }]);
});

test('the list names everything that can be chosen, and the help every option', () => {
  const lines = listText().split('\n');
  const missing = allScenarios.filter(({ name }) => !lines.some((line) => line.startsWith(`  ${name} `)));
  expect(missing.map(({ name }) => name)).toEqual([]);
  expect(run('--list', '--scenario', 'standard')).toEqual({ way: 'list' });
  expect(run('--help')).toEqual({ way: 'help' });
  const unexplained = Object.keys(OPTIONS).filter((name) => !helpText().includes(`\n  --${name} `));
  expect(unexplained).toEqual([]);
});
