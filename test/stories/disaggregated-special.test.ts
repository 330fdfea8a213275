import { expect, inject, test } from 'vitest';
import { following, told } from './runtime-play.js';
import { decode, oldRouter, part, prefill, router } from './scenes-disaggregated.js';
import { FOUR_RANKS, sglang } from './scenes-sglang.js';
import { reason, WARNING } from './told-labels.js';

const { promtool } = inject('prometheus');

test('of two routers the worse is told, the old kind too, and only of workers that are there', async () => {
  const workers = [...prefill('p-1', {}), ...prefill('p-2', {}), ...decode('d-1', {})];
  const routers = [...router('r-1', { 'p-1': 1, 'p-2': 1, 'd-1': 1 }), ...oldRouter('r-2', { 'p-1': 0, 'p-9': 0 })];
  const labels = { namespace: 'tenant-a', application: 'reason', role: 'router', ...WARNING };
  const summary = 'the router of tenant-a/reason holds 1 of its workers for unhealthy';
  const phases = following([20, [...workers, ...routers]]);
  const alerts = [{ labels, summary }];
  expect(await told(promtool, 'ArksRouterWorkersUnhealthy', { phases, minute: 10, alerts })).toBe('');
});

test('a failed transfer that every rank counts is one', async () => {
  const failing = (transferFailuresPerSecond: number) =>
    sglang('p-1', { transferFailuresPerSecond }, { own: part('prefill'), ranks: FOUR_RANKS });
  const summary = '0.05 KV transfers of tenant-a/reason (prefill) fail per second, limit 0.02';
  const alerts = [{ labels: { ...reason('prefill'), ...WARNING }, summary }];
  const phases = following([20, failing(0)], [20, failing(0.05)]);
  expect(await told(promtool, 'ArksDisaggregatedKvTransferFailing', { phases, minute: 28, alerts })).toBe('');
});
