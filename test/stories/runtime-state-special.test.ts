import { describe, expect, inject, test } from 'vitest';
import { following, silence, told } from './runtime-play.js';
import { gauge, replica, STEADY, vllm } from './scenes.js';
import { application, disaggregatedApplication, silent } from './scenes-applications.js';
import { decode, prefill } from './scenes-disaggregated.js';
import { CHAT_TARGET, WARNING } from './told-labels.js';

const { promtool } = inject('prometheus');
const replicas = [...vllm('a', STEADY), ...vllm('b', STEADY)];

describe('replicas that vanish', () => {
  const vanishing = following([20, [...application(5), ...replicas]], [60, application(5)]);

  test('are missing still, and now all of them', async () => {
    const alert = 'ArksApplicationReplicasUnavailable';
    const one = (missing: number) => ({
      labels: { ...CHAT_TARGET, ...WARNING },
      summary: `tenant-a/chat (unified) lacks ${missing} of the replicas it wants`,
    });
    expect(await told(promtool, alert, { phases: vanishing, minute: 19, alerts: [one(3)] })).toBe('');
    expect(await told(promtool, alert, { phases: vanishing, minute: 20, alerts: [one(5)] })).toBe('');
  });

  test.each(['ArksRuntimeMetricsAbsent', 'ArksApplicationReplicasUnavailable', 'ArksRuntimeTargetDown'])(
    'together with their custom resource raise no %s',
    async (alert) => {
      const phases = following([20, [...application(2), ...replicas]], [60, []]);
      expect(await silence(promtool, alert, phases)).toBe('');
    },
  );

  test.each(['ArksRuntimeMetricsAbsent', 'ArksApplicationReplicasUnavailable'])(
    'or are not there yet while the model is fetched raise no %s',
    async (alert) => {
      const phases = following(
        [90, application(3, 'Loading')],
        [10, application(3)],
        [60, [...application(2), ...replicas]],
      );
      expect(await silence(promtool, alert, phases)).toBe('');
    },
  );
});

describe('the roles of a disaggregated application', () => {
  const workers = [...prefill('p-1', {}), ...decode('d-1', {})];
  const phases = following([40, [...disaggregatedApplication({ router: 3, prefill: 1, decode: 1 }), ...workers]]);

  test('are missed one by one', async () => {
    const labels = { namespace: 'tenant-a', application: 'reason', role: 'router', ...WARNING };
    const summary = 'no series of tenant-a/reason (router) arrives, which wants 3 replicas';
    const alerts = [{ labels, summary }];
    expect(await told(promtool, 'ArksRuntimeMetricsAbsent', { phases, minute: 15, alerts })).toBe('');
  });

  test.each(['ArksRuntimeMetricsAbsent', 'ArksApplicationReplicasUnavailable'])(
    'are not missed by %s where nothing scrapes them',
    async (alert) => {
      expect(await silence(promtool, alert, phases, { surfaces: { router: { enabled: false } } })).toBe('');
    },
  );
});

test('an engine that answers its scrape and shows no metric of an engine is missed', async () => {
  const phases = following([40, [...application(2), gauge('up', replica('a'), 1), gauge('up', replica('b'), 1)]]);
  const summary = 'no series of tenant-a/chat (unified) arrives, which wants 2 replicas';
  const alerts = [{ labels: { ...CHAT_TARGET, ...WARNING }, summary }];
  expect(await told(promtool, 'ArksRuntimeMetricsAbsent', { phases, minute: 15, alerts })).toBe('');
});

describe('ArksRuntimeTargetDown', () => {
  test('waits as long as a replica takes to start', async () => {
    const starting = following([14, silent('a')], [30, vllm('a', STEADY)]);
    expect(await silence(promtool, 'ArksRuntimeTargetDown', starting)).toBe('');
    const large = following([44, silent('a')], [30, vllm('a', STEADY)]);
    const settings = { alerts: { thresholds: { replicaStart: '45m' } } };
    expect(await silence(promtool, 'ArksRuntimeTargetDown', large, settings)).toBe('');
  });

  test("is not about other people's targets, whatever labels they have", async () => {
    const stranger = { namespace: 'shop', application: 'checkout', pod: 'checkout-0', job: 'checkout' };
    expect(await silence(promtool, 'ArksRuntimeTargetDown', following([60, [gauge('up', stranger, 0)]]))).toBe('');
  });
});
