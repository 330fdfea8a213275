import { describe, expect, test } from 'vitest';
import { isExposed } from '../../../src/metrics/prediction.js';
import { keptMetrics } from '../../../src/signals/kept-metrics.js';
import { type RouterGeneration, routerExporter } from '../exporters/router.js';
import type { MetricStore } from '../exposition/instruments.js';
import type { RouterObserver, RouterWorker } from '../model/router-events.js';
import { SIZING } from './feed-sample.js';

const REQUEST = { streaming: true, prefill: 'http://10.42.1.17:8080', decode: 'http://10.42.3.4:8080' };
const PREFILL: RouterWorker = { url: REQUEST.prefill, kind: 'prefill', healthy: true, load: 3, circuit: 'closed' };
const DECODE: RouterWorker = { url: REQUEST.decode, kind: 'decode', healthy: false, load: 5, circuit: 'half-open' };

const router = (generation: RouterGeneration) =>
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

/** What is only counted where a router does not disaggregate, or where something else than what is played happens. */
const UNREAD: Readonly<Record<RouterGeneration, readonly string[]>> = {
  'sgl_router-0.1': ['retries_total', 'active_workers', 'running_requests', 'pd_prefill_errors_total'],
  sgl_router: ['active_workers', 'running_requests'],
  smg: ['smg_router_request_errors_total'],
  'smg-1.13': [],
};
const UNIFIED = ['requests_total', 'request_errors_total', 'request_duration_seconds_count'];

describe.each(['sgl_router-0.1', 'sgl_router', 'smg', 'smg-1.13'] as const)('%s', (generation) => {
  test('feeds everything that signals read of a router that disaggregates', () => {
    const { store, observer } = router(generation);
    everything(observer);
    const shown = new Set(store.samples().map(({ name }) => name));
    const read = keptMetrics(['sglangRouter'], [])
      .filter((metric) => isExposed(metric, { generation, sizing: SIZING, features: [] }))
      .map(({ name, kind }) => (kind === 'histogram' ? `${name}_count` : name));
    const unread = [...UNREAD[generation], ...UNIFIED].flatMap((name) => [name, `sgl_router_${name}`]);
    expect(read.filter((name) => !shown.has(name))).toEqual(read.filter((name) => unread.includes(name)));
  });

  test('shows nothing before anything happened, but for retries of the newest', () => {
    const { store } = router(generation);
    const names = new Set(store.samples().map(({ name, value }) => `${name} ${value}`));
    const retries = ['smg_worker_retries_total 0', 'smg_worker_retries_exhausted_total 0'];
    expect([...names].sort()).toEqual(generation === 'smg-1.13' ? retries.sort() : []);
  });
});

describe('a router of 0.1.x', () => {
  test('says nothing of its workers, and counts what fails at decode or finds nobody', () => {
    const { store, observer } = router('sgl_router-0.1');
    observer.workers([PREFILL, DECODE]);
    expect(store.text()).toBe('');
    observer.answered(REQUEST, 0.7, 200);
    observer.failed(REQUEST, 'prefill', 2, 502);
    observer.failed(REQUEST, 'decode', 2, 502);
    observer.unroutable(true, 0.01);
    observer.workers([PREFILL, DECODE]);
    expect(values(store, 'sgl_router_pd_requests_total')).toEqual([[3]]);
    expect(values(store, 'sgl_router_pd_decode_errors_total', 'worker')).toEqual([[REQUEST.decode, 1]]);
    expect(values(store, 'sgl_router_pd_errors_total', 'error_type')).toEqual([['server_selection', 1]]);
    expect(values(store, 'sgl_router_worker_health')).toEqual([]);
  });
});

describe('the newest router', () => {
  test('takes the series of a worker away that was removed, and shows them when it comes back', () => {
    const { store, observer } = router('smg-1.13');
    observer.routed(REQUEST);
    observer.workers([PREFILL, DECODE]);
    observer.workers([PREFILL]);
    for (const name of ['smg_worker_health', 'smg_worker_cb_state', 'smg_worker_requests_active'])
      expect(values(store, name, 'worker').map(([worker]) => worker)).toEqual([PREFILL.url]);
    observer.workers([PREFILL, { ...DECODE, healthy: true }]);
    expect(values(store, 'smg_worker_health').flat()).toEqual([1, 1]);
  });

  test('answers by path, and names errors of one kind alone', () => {
    const { store, observer } = router('smg-1.13');
    observer.failed(REQUEST, 'decode', 2, 502);
    observer.unroutable(false, 0.01);
    expect(values(store, 'smg_http_responses_total', 'path', 'status_code', 'error_code')).toEqual([
      ['/v1/chat/completions', '502', 'decode_server_error', 1],
      ['/v1/chat/completions', '503', 'no_available_workers', 1],
    ]);
    expect(values(store, 'smg_router_request_errors_total', 'error_type')).toEqual([['unavailable', 1]]);
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
    expect(values(store, 'smg_router_request_errors_total')).toEqual([]);
    expect(values(store, 'smg_http_responses_total', 'status_code', 'error_code')).toEqual([
      ['503', 'server_selection_failed', 1],
    ]);
    expect(values(store, 'smg_router_request_duration_seconds_count')).toEqual([]);
    expect(values(store, 'smg_http_request_duration_seconds_count')).toEqual([[1]]);
  });

  test('says -1 of a worker that was removed, until it comes back', () => {
    const { store, observer } = router('smg');
    const health = () => values(store, 'smg_worker_health', 'worker').map(([, value]) => value);
    observer.routed(REQUEST);
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
    // Five attempts, each counted twice, and one request.
    expect(values(store, 'sgl_router_pd_errors_total', 'error_type')).toEqual([['server_selection', 10]]);
    expect(values(store, 'sgl_router_retries_exhausted_total')).toEqual([[2]]);
  });

  test('says 0 for good of a worker that was removed, and of a breaker only once its worker was asked', () => {
    const { store, observer } = router('sgl_router');
    observer.workers([PREFILL, { ...DECODE, healthy: true }]);
    expect(values(store, 'sgl_router_cb_state')).toEqual([]);
    observer.routed(REQUEST);
    observer.workers([PREFILL]);
    observer.workers([PREFILL]);
    expect(values(store, 'sgl_router_worker_health').flat()).toEqual([1, 0]);
    expect(values(store, 'sgl_router_cb_state', 'worker')).toEqual([[PREFILL.url, 0]]);
  });
});
