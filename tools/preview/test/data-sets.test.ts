import { scenarioProblems } from '@arks-monitoring/simulator/scenarios/listed.js';
import { expect, test } from 'vitest';
import { bigFleet } from '../data/big-fleet.js';
import { dataSets } from '../data/data-sets.js';

test('the fleet has forty applications, three hundred replicas and sixty users', () => {
  const { unified, disaggregated, workloads } = bigFleet.fleet;
  const replicas = [
    ...unified.map((one) => one.replicas),
    ...disaggregated.map(({ prefill, decode }) => prefill + decode),
  ];
  expect(replicas).toHaveLength(40);
  expect(replicas.reduce((sum, one) => sum + one, 0)).toBe(300);
  expect(new Set(workloads.map(({ user }) => user)).size).toBe(60);
});

test('every data set can be played', () => {
  expect(dataSets().map(({ name }) => name)).toEqual(['healthy', 'incident', 'idle', 'start', 'fleet']);
  expect(dataSets().flatMap(({ scenario }) => scenarioProblems(scenario))).toEqual([]);
});

test('an incident goes on until the end, and nobody asks on an idle day', () => {
  const [healthy, incident, idle] = dataSets(['gateway-5xx']);
  expect(healthy?.scenario.events).toEqual([]);
  expect(incident?.scenario.events).toHaveLength(1);
  expect(idle?.scenario.fleet.workloads.filter(({ arrivals }) => arrivals.peakPerSecond > 0)).toEqual([]);
});

test('a fault that there is not is told with those that there are', () => {
  expect(() => dataSets(['engine-sings'])).toThrow(/^--fault must be one of .*engine-hangs.*, got "engine-sings"$/);
});
