import { describe, expect, inject, test } from 'vitest';
import type { Input } from '../support/record-test.js';
import { playRecord } from '../support/record-test.js';
import { casesByRecord } from './cases.js';

const { promtool } = inject('prometheus');
/** Names under which our exporter of custom resources shows its objects. */
const OF_OBJECTS = /^arks_\w+\{/;

/** The same series of a second pod, which publishes everything as well. */
function secondPod([series, values]: Input): Input {
  const instance = 'instance="10.3.7.13:8080"';
  const named = /instance="[^"]*"/.test(series);
  return [named ? series.replace(/instance="[^"]*"/, instance) : series.replace('{', `{${instance},`), values];
}

const doubled = [...casesByRecord].flatMap(([record, cases]) => {
  const own = cases.filter(({ inputs }) => inputs.some(([series]) => OF_OBJECTS.test(series)));
  return own.length === 0
    ? []
    : [
        {
          record,
          cases: own.map((one) => ({
            ...one,
            inputs: [...one.inputs, ...one.inputs.filter(([series]) => OF_OBJECTS.test(series)).map(secondPod)],
          })),
        },
      ];
});

describe('what two exporters of custom resources publish is counted once', () => {
  test('in more than one record', () => {
    expect(doubled.map(({ record }) => record)).toContain('application:arks_replicas_wanted:max');
    expect(doubled.length).toBeGreaterThan(2);
  });

  test.concurrent.each(doubled.map(({ record, cases }) => [record, cases] as const))('in %s', async (record, cases) => {
    expect(await playRecord(promtool, record, cases)).toBe('');
  });
});
