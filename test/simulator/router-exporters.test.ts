import { describe, expect, test } from 'vitest';
import { isExposed } from '../../src/metrics/prediction.js';
import { keptMetrics } from '../../src/signals/kept-metrics.js';
import { routerExporter } from '../../tools/simulator/exporters/router.js';
import type { MetricStore } from '../../tools/simulator/exposition/instruments.js';
import type { RouterObserver, RouterWorker } from '../../tools/simulator/model/router-events.js';
import { SIZING } from './feed-sample.js';

const REQUEST = { streaming: true, prefill: 'http://10.42.1.17:8080', decode: 'http://10.42.3.4:8080' };
const PREFILL: RouterWorker = { url: REQUEST.prefill, kind: 'prefill', healthy: true, load: 3, circuit: 'closed' };
const DECODE: RouterWorker = { url: REQUEST.decode, kind: 'decode', healthy: false, load: 5, circuit: 'half-open' };

const router = (generation: 'smg' | 'sgl_router') =>
  routerExporter({ generation, modelName: 'deepseek-r1', sizing: SIZING });

function everything(observer: RouterObserver): void {
  observer.routed(REQUEST);
  observer.answered(REQUEST, 0.7, 200);
  for (const failure of ['prefill', 'decode', 'stream', 'timeout'] as const) observer.failed(REQUEST, failure, 2, 502);
  observer.unroutable(false, 0.01);
  observer.retried('prefill');
  observer.workers([PREFILL, DECODE]);
}

/** The values of a series by those labels that tell it from others. */
function values(store: MetricStore, name: string, ...labels: readonly string[]) {
  const own = store.samples().filter((sample) => sample.name === name);
  return own.map((sample) => [...labels.map((label) => sample.labels[label]), sample.value]);
}

describe.each(['smg', 'sgl_router'] as const)('%s', (generation) => {
  test('feeds everything that signals read of a router that disaggregates', () => {
    const { store, observer } = router(generation);
    everything(observer);
    const shown = new Set(store.samples().map(({ name }) => name));
    const read = keptMetrics(['sglangRouter'], [])
      .filter((metric) => isExposed(metric, { generation, sizing: SIZING, features: [] }))
      .map(({ name, kind }) => (kind === 'histogram' ? `${name}_count` : name));
    // The old router counts these only where it does not disaggregate.
    const unified = ['requests_total', 'request_errors_total', 'request_duration_seconds_count'];
    const unread = unified.map((name) => `sgl_router_${name}`);
    expect(read.filter((name) => !shown.has(name))).toEqual(read.filter((name) => unread.includes(name)));
  });

  test('shows nothing before anything happened', () => {
    expect(router(generation).store.text()).toBe('');
  });
});

describe('the new router', () => {
  test('counts a request when it arrives, with workers or without', () => {
    const { store, observer } = router('smg');
    observer.routed(REQUEST);
    observer.unroutable(false, 0.01);
    expect(values(store, 'smg_router_requests_total', 'streaming')).toEqual([
      ['true', 1],
      ['false', 1],
    ]);
    expect(values(store, 'smg_router_request_errors_total', 'error_type')).toEqual([['no_workers', 1]]);
    expect(values(store, 'smg_router_request_duration_seconds_count')).toEqual([]);
    expect(values(store, 'smg_http_request_duration_seconds_count')).toEqual([[1]]);
  });

  test('says -1 of a worker that was removed, until it comes back', () => {
    const { store, observer } = router('smg');
    const health = () => values(store, 'smg_worker_health', 'worker').map(([, value]) => value);
    observer.workers([PREFILL, DECODE]);
    expect(health()).toEqual([1, 0]);
    expect(values(store, 'smg_worker_cb_state').flat()).toEqual([0, 2]);
    observer.workers([PREFILL]);
    expect(health()).toEqual([1, -1]);
    expect(values(store, 'smg_worker_requests_active').flat()).toEqual([3, 0]);
    expect(values(store, 'smg_worker_pool_size', 'worker_type')).toEqual([
      ['prefill', 1],
      ['decode', 0],
    ]);
    observer.workers([PREFILL, { ...DECODE, healthy: true }]);
    expect(health()).toEqual([1, 1]);
  });
});

describe('the old router', () => {
  test('counts a request when its decode worker answers or fails, and no request that found no worker', () => {
    const { store, observer } = router('sgl_router');
    observer.routed(REQUEST);
    expect(values(store, 'sgl_router_pd_requests_total')).toEqual([]);
    observer.answered(REQUEST, 0.7, 200);
    observer.failed(REQUEST, 'decode', 2, 502);
    observer.failed(REQUEST, 'stream', 9, 200);
    observer.unroutable(true, 0.01);
    expect(values(store, 'sgl_router_pd_requests_total')).toEqual([[2]]);
    expect(values(store, 'sgl_router_pd_request_duration_seconds_sum')).toEqual([[2.7]]);
    expect(values(store, 'sgl_router_pd_decode_errors_total', 'worker')).toEqual([[REQUEST.decode, 1]]);
    expect(values(store, 'sgl_router_pd_errors_total', 'error_type')).toEqual([['server_selection', 1]]);
  });

  test('goes on with what it said last of a worker that was removed', () => {
    const { store, observer } = router('sgl_router');
    observer.workers([PREFILL, DECODE]);
    observer.workers([PREFILL]);
    expect(values(store, 'sgl_router_worker_health').flat()).toEqual([1, 0]);
    expect(values(store, 'sgl_router_running_requests').flat()).toEqual([3, 5]);
    expect(values(store, 'sgl_router_active_workers').flat()).toEqual([1]);
  });
});
