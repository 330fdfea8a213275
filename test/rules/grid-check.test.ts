import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { thresholdProblems } from '../../src/rules/objectives/grid-check.js';
import { objectivesOf } from '../../src/rules/objectives/measured.js';
import { environmentOf } from '../support/environment.js';
import { textOf } from '../support/environment-problems.js';
import { manifestsOf } from '../support/manifests.js';

const FILE = 'environments/test.yaml';

/** An environment of these runtimes with one objective. */
const environmentWith = (indicator: string, thresholdSeconds: number, runtimes = ['vllm', 'sglang']) =>
  environmentOf({ runtimes, slos: [{ name: 'fast', indicator, thresholdSeconds, objectivePercent: 99 }] });

const problemsOf = (environment: Environment) => thresholdProblems(environment, objectivesOf(environment)).map(textOf);

const mustBe = (runtimes: string) => `slos[0].thresholdSeconds must be a boundary of every bucket grid of ${runtimes}`;

describe('a threshold between boundaries is refused, with the nearest that every grid has', () => {
  test.each([
    // vLLM alone has 5 and 7.5; SGLang's grids have neither.
    ['firstToken', 7, ['vllm'], `${mustBe('vllm')}, got 7; the nearest are 5, 7.5, 10 (${FILE}:6:23)`],
    [
      'firstToken',
      7,
      ['vllm', 'sglang'],
      `${mustBe('vllm and sglang')}, got 7; the nearest are 0.1, 1, 10 (${FILE}:7:23)`,
    ],
    [
      'interToken',
      0.07,
      ['vllm', 'sglang'],
      `${mustBe('vllm and sglang')}, got 0.07; the nearest are 0.025, 0.1, 0.2 (${FILE}:7:23)`,
    ],
    [
      'requestLatency',
      13,
      ['vllm', 'sglang'],
      `${mustBe('vllm and sglang')}, got 13; the nearest are 10, 20, 40 (${FILE}:7:23)`,
    ],
    [
      'goodput',
      61,
      ['vllm', 'sglang'],
      `${mustBe('vllm and sglang')}, got 61; the nearest are 20, 40, 60 (${FILE}:7:23)`,
    ],
    ['requestLatency', 7, ['dynamo'], `${mustBe('dynamo')}, got 7; these grids have none in common (${FILE}:6:23)`],
  ])('%s at %d s of %j', (indicator, thresholdSeconds, runtimes, problem) => {
    expect(problemsOf(environmentWith(indicator, thresholdSeconds, runtimes))).toEqual([problem]);
  });

  test('a boundary of the newest generation alone, since an older one would have no such bucket', () => {
    expect(problemsOf(environmentWith('firstToken', 20, ['vllm']))).toEqual([
      `${mustBe('vllm')}, got 20; the nearest are 5, 7.5, 10 (${FILE}:6:23)`,
    ]);
  });
});

describe('a threshold on every grid is accepted', () => {
  test.each([
    ['firstToken', 10],
    ['interToken', 0.1],
    ['requestLatency', 60],
    ['goodput', 20],
  ])('%s at %d s', (indicator, thresholdSeconds) => {
    expect(problemsOf(environmentWith(indicator, thresholdSeconds))).toEqual([]);
  });

  test('the default objectives, whatever the runtimes', () => {
    for (const runtimes of [['vllm'], ['sglang'], ['dynamo'], ['vllm', 'sglang', 'dynamo']]) {
      expect(problemsOf(environmentOf({ runtimes }))).toEqual([]);
    }
  });
});

test('synth fails with every threshold that is wrong, each by its place', () => {
  const slo = (name: string, thresholdSeconds: number) => ({
    ...{ name, indicator: 'firstToken', thresholdSeconds, objectivePercent: 99 },
  });
  const environment = environmentOf({ slos: [slo('fast', 10), slo('faster', 7), slo('fastest', 0.3)] });
  expect(() => manifestsOf(environment)).toThrow(
    /slos\[1\]\.thresholdSeconds must .*got 7; the nearest are 0\.1, 1, 10.*slos\[2\]\.thresholdSeconds must .*got 0\.3; the nearest are /s,
  );
});
