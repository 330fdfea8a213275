import { describe, expect, test } from 'vitest';
import { simulatedEnvironment } from '../environment.js';
import { createFleet } from '../fleet/fleet.js';
import type { FleetSpec } from '../fleet/spec.js';
import { specProblems } from '../fleet/spec-problems.js';
import { constant } from '../model/arrivals.js';
import { allScenarios } from '../scenarios/index.js';
import { listProblems, scenarioProblems } from '../scenarios/listed.js';
import { standard, standardFleet } from '../scenarios/standard.js';

const [chat, talk] = standardFleet.unified;
const [reason] = standardFleet.disaggregated;
const [first, ...otherWorkloads] = standardFleet.workloads;
if (chat === undefined || talk === undefined || reason === undefined || first === undefined)
  throw new Error('the standard fleet has other parts than these tests change');

const withChat = (changed: Partial<typeof chat>): FleetSpec => ({
  ...standardFleet,
  unified: [{ ...chat, ...changed }, talk],
});
const withReason = (changed: Partial<typeof reason>): FleetSpec => ({
  ...standardFleet,
  disaggregated: [{ ...reason, ...changed }],
});
const withWorkload = (changed: Partial<typeof first>): FleetSpec => ({
  ...standardFleet,
  workloads: [{ ...first, ...changed }, ...otherWorkloads],
});

describe('a specification is refused with the path of', () => {
  test.each<[string, FleetSpec]>([
    ['unified[0].replicas must be a whole number of at least 0, got -1', withChat({ replicas: -1 })],
    ['unified[0].name must be a DNS label, got "Chat"', withChat({ name: 'Chat' })],
    [
      'unified[0].settings.prefillShare must be above 0 and below 1, got 1',
      withChat({ settings: { prefillShare: 1 } }),
    ],
    [
      'unified[0].settings.maxRunning must be a whole number of at least 1, got 0.5',
      withChat({ settings: { maxRunning: 0.5 } }),
    ],
    ['unified[0].startSeconds must be at least 0, got NaN', withChat({ startSeconds: Number.NaN })],
    [
      'unified[0].engine.engines must be 1 in vllm v0, got 2',
      withChat({ engine: { runtime: 'vllm', generation: 'v0', engines: 2 } }),
    ],
    [
      'unified[0].engine.ranks must be 1 in sglang g1, got 4',
      withChat({ engine: { runtime: 'sglang', generation: 'g1', ranks: 4 } }),
    ],
    ['disaggregated[0].decode must be a whole number of at least 1, got 0', withReason({ decode: 0 })],
    [
      'disaggregated[0].engine.runtime must be sglang, which alone is disaggregated, got vllm',
      withReason({ engine: { runtime: 'vllm', generation: 'v1' } }),
    ],
    ['disaggregated[0].link.failShare must be a share from 0 to 1, got 1.2', withReason({ link: { failShare: 1.2 } })],
    ['applications must have different names, got talk twice', withChat({ name: 'talk' })],
    ['plugins must be a whole number of at least 1, got 0', { ...standardFleet, plugins: 0 }],
    ['workloads[0].arrivals.peakPerSecond must be at least 0, got -0.3', withWorkload({ arrivals: constant(-0.3) })],
    ['workloads[0].streamingShare must be a share from 0 to 1, got 70', withWorkload({ streamingShare: 70 })],
    [
      'workloads[0].promptTokens.most must be at least 12, got 7',
      withWorkload({ promptTokens: { median: 13, spread: 0, least: 12, most: 7 } }),
    ],
    [
      'workloads[0].user must be a known name, got "tenant-a/alise"; did you mean tenant-a/alice?',
      withWorkload({ user: 'alise' }),
    ],
    ['workloads must have different names, got bob to qwen-7b twice', withWorkload({ user: 'bob' })],
  ])('%s', (problem, spec) => {
    expect(specProblems(spec)).toEqual([problem]);
  });
});

test('what is wrong is told all at once, and no fleet is made of it', () => {
  const spec = { ...withChat({ replicas: -1 }), plugins: 0 };
  const { sizing, monitoring } = simulatedEnvironment();
  expect(() => createFleet(spec, { sizing, monitoringNamespace: monitoring.namespace })).toThrow(
    /unified\[0\]\.replicas .*\nplugins /,
  );
});

test('an application may be scaled to 0, and a model may never load', () => {
  expect(specProblems(withChat({ replicas: 0, startSeconds: Number.POSITIVE_INFINITY }))).toEqual([]);
});

test('an event must happen before its scenario ends', () => {
  const late = { ...standard, minutes: 30, events: [{ minute: 30, happen: () => undefined }] };
  expect(scenarioProblems(late)).toEqual([
    'standard: events[0].minute must be before the scenario ends after 30 minutes, got 30',
  ]);
});

test('every scenario that can be chosen is in order, under a name of its own', () => {
  expect(allScenarios.length).toBeGreaterThan(40);
  expect(allScenarios.flatMap(scenarioProblems)).toEqual([]);
  expect(listProblems([...allScenarios, standard])).toEqual([
    'scenarios must have different names, got standard twice',
  ]);
  expect(listProblems(allScenarios)).toEqual([]);
});
