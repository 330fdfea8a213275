import { describe, expect, inject, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { play, rulesOf } from './play.js';
import { STEADY, vllm } from './scenes.js';
import { WARNING } from './told-labels.js';

const { promtool } = inject('prometheus');
const ALERT = 'ArksRulesStale';
const rules = rulesOf(
  ALERT,
  environmentOf({ slos: [{ name: 'up', indicator: 'gatewayAvailability', objectivePercent: 99 }] }),
);
const recording = rules.filter((group) => group.rules.some((rule) => 'record' in rule)).map(({ name }) => name);
const phases = [{ scene: vllm('a', STEADY), minutes: 40 }];
const told = (group: string) => ({
  labels: { rule_group: group, ...WARNING },
  summary: `the rule group ${group} is not evaluated`,
});

describe('a group of recording rules that stops is named', () => {
  test('there are groups of records, of an objective and of its budget', () => {
    expect(recording).toEqual(
      expect.arrayContaining(['arks-records-progress', 'arks-slo-up-records', 'arks-slo-up-budget']),
    );
  });

  // The engine of this scene would be unrecorded as well without the first group.
  test.concurrent.each(recording.filter((name) => name !== 'arks-records-requests'))('%s', async (name) => {
    const others = rules.filter((group) => group.name !== name);
    const expected = [
      { minute: 9, alerts: [] },
      { minute: 10, alerts: [told(name)] },
    ];
    expect(await play(promtool, ALERT, others, { title: name, phases, expected })).toBe('');
  });
});

test('an application that nothing records is told with its group', async () => {
  const others = rules.filter(({ name }) => name !== 'arks-records-requests');
  const application = {
    labels: { namespace: 'tenant-a', application: 'chat', role: 'unified', ...WARNING },
    summary: 'series of tenant-a/chat arrive and are not recorded',
  };
  const expected = [{ minute: 12, alerts: [application, told('arks-records-requests')] }];
  expect(await play(promtool, ALERT, others, { title: 'both', phases, expected })).toBe('');
});

test('where nothing runs and everything is evaluated there is nothing to tell', async () => {
  const expected = [20, 30, 39].map((minute) => ({ minute, alerts: [] }));
  const quiet = { title: 'quiet', phases: [{ scene: [], minutes: 40 }], expected };
  expect(await play(promtool, ALERT, rules, quiet)).toBe('');
});
