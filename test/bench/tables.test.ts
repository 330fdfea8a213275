import { expect, test } from 'vitest';
import { median } from '../../tools/bench/median.js';
import { type Asked, type Form, queriesTable } from '../../tools/bench/queries/table.js';
import { dearestRules, type FleetCost, groupsTable, sizesTable } from '../../tools/bench/rules/tables.js';
import { seriesTable } from '../../tools/bench/series/table.js';
import { synthTable } from '../../tools/bench/synth/synth.js';

const rowOf = (text: string, start: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(`| ${start} `))
    ?.split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

test.each([
  [[7], 7],
  [[9, 2, 5], 5],
  [[9, 2, 5, 3], 4],
])('the middle of %j is %d', (numbers, expected) => {
  expect(median(numbers)).toBe(expected);
});

test('nothing has no middle', () => {
  expect(() => median([])).toThrow('no median of no numbers');
});

const form = (samples: number, seconds: number): Form => ({ values: 3, samples, peakSamples: samples / 10, seconds });
const asked: readonly Asked[] = [
  { name: 'one', hours: 6, recorded: form(110, 0.003), raw: form(770, 0.021) },
  { name: 'one', hours: 1, recorded: form(50, 0.001), raw: form(100, 0.013) },
  { name: 'two', hours: 6, recorded: form(30, 0.005), raw: form(1_300, 1.5) },
  { name: 'none', hours: 6, recorded: { ...form(0, 0.001), values: 0 }, raw: { ...form(0, 0.002), values: 0 } },
];

test('a signal is told over every range, and in whole numbers of the longest', () => {
  expect(rowOf(queriesTable(asked), '`one`')).toEqual(['`one`', '110', '770', '2.0', '7.0', '7.0', '3.0', '21.0']);
});

test('all signals of a range are added up, but for the samples that are held at once', () => {
  expect(rowOf(queriesTable(asked), 'over 6 h')).toEqual([
    'over 6 h',
    '140',
    '2070',
    '14.8',
    '11',
    '130',
    '0.0',
    '1.5',
  ]);
});

test('a signal without values is named and not compared', () => {
  expect(queriesTable(asked)).toContain('Without values here: none.');
  expect(queriesTable(asked)).not.toContain('`none`');
});

const fleet: FleetCost = {
  replicas: 10,
  applications: 2,
  scrapesPerReplica: 9.5,
  cores: 0.037,
  processorSeconds: 0.21,
  groups: [
    {
      group: 'small',
      rules: [{ name: 'a', runtime: '', samples: 30, series: 5 }],
      seconds: 0.002,
      interval: 30,
      shareOfInterval: 0.01,
    },
    {
      group: 'large',
      rules: [
        { name: 'b', runtime: 'vllm', samples: 110, series: 2 },
        { name: 'c', runtime: 'sglang', samples: 260, series: 4 },
      ],
      seconds: 0.05,
      interval: 60,
      shareOfInterval: 0.23,
    },
  ],
};

test('groups stand by what they read, all together last', () => {
  const titles = groupsTable(fleet)
    .split('\n')
    .slice(4)
    .map((line) => line.split('|')[1]?.trim());
  expect(titles).toEqual(['large', 'small', 'all together']);
  expect(rowOf(groupsTable(fleet), 'large')).toEqual(['large', '2', '60s', '0.050', '23.00%', '370', '6']);
});

test('rules stand by what they read, each with its share of all', () => {
  expect(rowOf(dearestRules(fleet), '`c`')).toEqual(['`c`', 'sglang', '260', '65.00%', '4']);
});

test('a fleet is told by replica and by application', () => {
  expect(rowOf(sizesTable([fleet]), '10')).toEqual([
    '10',
    '2',
    '9.50',
    // Of 370 samples a minute and 30 samples every 30s.
    '215',
    '22',
    '400',
    '11',
    '5.5',
    '0.210',
    '24.00%',
    '0.037',
  ]);
});

test('one more environment costs what is between two sizes', () => {
  const cost = { files: 43, wallSeconds: 4, cpuSeconds: 2, peakMegabytes: 170 };
  const more = { environments: 51, files: 2_193, wallSeconds: 9, cpuSeconds: 5, peakMegabytes: 180 };
  const text = synthTable([{ environments: 1, ...cost }, more]);
  expect(rowOf(text, '1')).toEqual(['1', '43', '4.0', '2.0', '170', '', '', '']);
  expect(rowOf(text, '51')).toEqual(['51', '2193', '9.0', '5.0', '180', '100', '60', '0.20']);
});

test('what is not simulated has a prediction alone', () => {
  const predicted = {
    surface: 'runtime',
    exporter: 'dynamo',
    generation: 'nv_llm',
    exposed: 22,
    kept: 14,
    budget: 1_000,
  } as const;
  expect(rowOf(seriesTable([{ predicted, scraped: undefined }]), 'runtime')).toEqual([
    'runtime',
    'dynamo nv_llm',
    '22',
    '',
    '14',
    '',
    '64%',
  ]);
});
