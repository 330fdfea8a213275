import { describe, expect, test } from 'vitest';
import { idleOverrides } from '../../src/rules/idle-overrides.js';
import { environmentOf } from '../support/environment.js';
import { messagesOf } from '../support/messages-of.js';

const said = (overrides: readonly object[], more: object = {}) =>
  messagesOf(idleOverrides(environmentOf({ ...more, alerts: { overrides } })));
const reasoning = { name: 'reasoning', models: ['r1'] };

describe('of what no rule reads of an override it is told which alerts would, and why they do not', () => {
  test.each([
    [
      'a threshold of a surface that is off',
      { thresholds: { kvTransferFailuresPerSecond: 0.3 } },
      { runtimes: ['vllm'] },
      'alerts.overrides[0].thresholds.kvTransferFailuresPerSecond is read by no rule: ArksDisaggregatedKvTransferFailing needs surfaces.disaggregated',
    ],
    [
      'a threshold whose alert it switches off itself',
      { thresholds: { queuedRequestsPerReplica: 37 }, alerts: { ArksRuntimeQueueBacklog: { off: 'batch' } } },
      {},
      'alerts.overrides[0].thresholds.queuedRequestsPerReplica is read by no rule: ArksRuntimeQueueBacklog is off there',
    ],
    [
      'an alert that compares two sides, of which one is off',
      { models: undefined, namespaces: ['lab'], alerts: { ArksRouterWorkersUnhealthy: { severity: 'critical' } } },
      { runtimes: ['sglang'], surfaces: { disaggregated: { enabled: false } } },
      'alerts.overrides[0].alerts.ArksRouterWorkersUnhealthy is read by no rule: ArksRouterWorkersUnhealthy needs surfaces.disaggregated',
    ],
  ])('%s', (_, own, more, told) => {
    expect(said([{ ...reasoning, ...own }], more)).toEqual([told]);
  });

  test('and nothing of a threshold that another alert reads there', () => {
    const alerts = { ArksRuntimeErrorsHigh: { off: 'not here' } };
    expect(said([{ ...reasoning, thresholds: { minimumRequestsPerSecond: 0.07 }, alerts }])).toEqual([]);
  });
});

describe('of what applies without an override it is told that rules are only split', () => {
  const SPLITS = 'is what applies without it: it only splits rules, for the label override="reasoning"';

  test.each([
    ['a threshold', { thresholds: { firstTokenP95Seconds: 10 } }, 'thresholds.firstTokenP95Seconds'],
    [
      'a wait in another unit, of a threshold',
      { models: undefined, namespaces: ['lab'], thresholds: { modelLoad: '60m' } },
      'thresholds.modelLoad',
    ],
    [
      'the wait and the severity of an alert',
      { alerts: { ArksRuntimeStalled: { for: '60s', severity: 'critical' } } },
      'alerts.ArksRuntimeStalled',
    ],
  ])('%s', (_, own, setting) => {
    expect(said([{ ...reasoning, ...own }])).toEqual([`alerts.overrides[0].${setting} ${SPLITS}`]);
  });

  test('also where a later override says the same of all that it is about', () => {
    const thresholds = { firstTokenP95Seconds: 33 };
    expect(
      said([
        { ...reasoning, namespaces: ['lab'], thresholds },
        { name: 'all', models: ['r1'], thresholds },
      ]),
    ).toEqual([`alerts.overrides[0].thresholds.firstTokenP95Seconds ${SPLITS}`]);
  });

  test('and nothing of one that keeps what applies to all from what a later override says', () => {
    const later = { name: 'lab', namespaces: ['lab'], thresholds: { firstTokenP95Seconds: 33 } };
    const kept = { ...reasoning, thresholds: { firstTokenP95Seconds: 10 } };
    expect(said([kept, later])).toEqual([]);
    // After it, the other has taken what is of both, and for the rest it changes nothing.
    expect(said([later, kept])).toEqual([`alerts.overrides[1].thresholds.firstTokenP95Seconds ${SPLITS}`]);
  });

  test('and nothing of another wait, severity or limit', () => {
    const alerts = { ArksRuntimeStalled: { for: '3m' }, ArksRuntimeQueueBacklog: { severity: 'critical' } };
    expect(said([{ ...reasoning, thresholds: { requestP95Seconds: 31 }, alerts }])).toEqual([]);
    expect(said([{ ...reasoning, alerts: { ArksRuntimeStalled: { off: 'not here' } } }])).toEqual([]);
  });
});
