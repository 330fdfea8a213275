import { describe, expect, test } from 'vitest';
import { type Clock, startClock } from '../clock.js';
import { operatorExporter } from '../exporters/operator.js';
import { createControlPlane } from '../model/control-plane.js';
import type { ApplicationResource, EndpointResource, Role, RoleReplicas } from '../model/custom-resources.js';
import { readableStore } from './readable-store.js';

const qwen: EndpointResource = { namespace: 'tenant-a', name: 'qwen-7b', defaultWeight: 5, staticRoutes: [] };
const role = (name: Role, wanted: number, ready: readonly boolean[]) => ({
  role: name,
  wanted: () => wanted,
  ready: () => ready,
});
const chat = (roles: readonly RoleReplicas[], own: Partial<ApplicationResource> = {}): ApplicationResource => ({
  kind: 'unified',
  namespace: 'tenant-a',
  name: 'chat',
  arksModel: 'qwen',
  servedModel: 'qwen-7b',
  runtime: 'vllm',
  workload: 'rbg',
  phase: 'Running',
  roles,
  ...own,
});
const planeOf = (applications: readonly ApplicationResource[], endpoint = qwen, clock: Clock = startClock()) => {
  const plane = createControlPlane({ clock, applications, models: [], endpoints: [endpoint] });
  clock.runUntil(1);
  return plane;
};
const routed = (application: ApplicationResource) => planeOf([application]).routes('tenant-a', 'qwen-7b').length === 1;

describe('status of an application', () => {
  test('shows the first group only with RoleBasedGroups, every replica with LeaderWorkerSets', () => {
    const roles = [role('unified', 3, [true, true, false])];
    const status = (workload: 'rbg' | 'lws') => {
      const application = chat(roles, { workload });
      return planeOf([application]).status(application);
    };
    expect(status('rbg')).toEqual([{ role: 'unified', replicas: 1, ready: 1, updated: 1 }]);
    expect(status('lws')).toEqual([{ role: 'unified', replicas: 3, ready: 2, updated: 3 }]);
  });

  test('freezes once an ArksApplication failed, and not where a disaggregated one did', () => {
    const ready = [true];
    const failing = (kind: ApplicationResource['kind']) => chat([role('unified', 1, ready)], { kind, workload: 'lws' });
    const [unified, disaggregated] = [failing('unified'), failing('disaggregated')];
    const plane = planeOf([unified, disaggregated]);
    unified.phase = 'Failed';
    disaggregated.phase = 'Failed';
    ready[0] = false;
    plane.reconcile();
    expect(plane.status(unified)[0]?.ready).toBe(1);
    expect(plane.status(disaggregated)[0]?.ready).toBe(0);
  });

  test('freezes while the operator is not running', () => {
    const clock = startClock();
    const ready = [true];
    const application = chat([role('unified', 1, ready)]);
    const plane = planeOf([application], qwen, clock);
    plane.operator.running = false;
    ready[0] = false;
    clock.runUntil(60);
    expect(plane.routes('tenant-a', 'qwen-7b')).toHaveLength(1);
    plane.operator.running = true;
    clock.runUntil(70);
    expect(plane.routes('tenant-a', 'qwen-7b')).toEqual([]);
  });
});

describe('routes', () => {
  test('go to an application only while all its replicas are ready', () => {
    expect(routed(chat([role('unified', 2, [true, true])], { workload: 'lws' }))).toBe(true);
    expect(routed(chat([role('unified', 2, [true, false])], { workload: 'lws' }))).toBe(false);
  });

  test('never go to one of two replicas with RoleBasedGroups, ready or not', () => {
    expect(routed(chat([role('unified', 1, [true])]))).toBe(true);
    expect(routed(chat([role('unified', 2, [true, true])]))).toBe(false);
  });

  test('go to a disaggregated application with a router and everything of prefill and decode that was created', () => {
    const disaggregated = (router: boolean[], prefill: boolean[], decode: boolean[]) =>
      chat([role('router', 2, router), role('prefill', 3, prefill), role('decode', 2, decode)], {
        kind: 'disaggregated',
      });
    expect(routed(disaggregated([true, false], [true, true], [true]))).toBe(true);
    expect(routed(disaggregated([false, false], [true, true], [true]))).toBe(false);
    expect(routed(disaggregated([true], [true, false], [true]))).toBe(false);
    expect(routed(disaggregated([true], [true], [true, false]))).toBe(false);
  });

  test('stay where they are static, and do not come twice', () => {
    const endpoint = { ...qwen, staticRoutes: [{ application: 'chat', weight: 3 }] };
    const unready = planeOf([chat([role('unified', 2, [false, false])])], endpoint);
    expect(unready.routes('tenant-a', 'qwen-7b')).toEqual([{ application: 'chat', weight: 3 }]);
    const ready = planeOf([chat([role('unified', 1, [true])])], endpoint);
    expect(ready.routes('tenant-a', 'qwen-7b')).toEqual([{ application: 'chat', weight: 3 }]);
  });

  test('follow namespace and served model', () => {
    expect(routed(chat([role('unified', 1, [true])], { namespace: 'tenant-b' }))).toBe(false);
    expect(routed(chat([role('unified', 1, [true])], { servedModel: 'qwen' }))).toBe(false);
  });

  test('come within seconds of an application that was created', () => {
    const clock = startClock();
    const plane = planeOf([], qwen, clock);
    plane.applications.push(chat([role('unified', 1, [true])]));
    clock.runUntil(7);
    expect(plane.routes('tenant-a', 'qwen-7b')).toEqual([{ application: 'chat', weight: 5 }]);
  });
});

describe('the operator', () => {
  const played = () => {
    const clock = startClock();
    const store = readableStore('operator');
    const { operator } = planeOf([], qwen, clock);
    const { refresh } = operatorExporter({ store, clock, operator });
    const scrape = (until: number) => {
      for (let time = clock.now() + 15; time <= until; time += 15) {
        clock.runUntil(time);
        refresh();
      }
    };
    return { store, operator, scrape };
  };
  const endpoints = { controller: 'arksendpoint' };

  test('reconciles at a steady rate, whole numbers of them', () => {
    const { store, scrape } = played();
    scrape(3600);
    expect(store.sum('controller_runtime_reconcile_total', endpoints)).toBeCloseTo(0.37 * 3586, -1);
    expect(store.sum('controller_runtime_reconcile_total', endpoints) % 1).toBe(0);
    expect(store.value('controller_runtime_reconcile_errors_total', endpoints)).toBe(0);
  });

  test('fails in the share that was set, and in that controller only', () => {
    const { store, operator, scrape } = played();
    operator.controllers.arksendpoint.errorShare = 0.4;
    scrape(3600);
    const errors = store.value('controller_runtime_reconcile_errors_total', endpoints) ?? 0;
    expect(errors / store.sum('controller_runtime_reconcile_total', endpoints)).toBeCloseTo(0.4, 2);
    expect(store.value('controller_runtime_reconcile_total', { ...endpoints, result: 'error' })).toBe(errors);
    expect(store.sum('controller_runtime_reconcile_errors_total')).toBe(errors);
  });

  test('counts nothing while it does not run, and nothing of that time afterwards', () => {
    const { store, operator, scrape } = played();
    scrape(600);
    const before = store.sum('controller_runtime_reconcile_total');
    operator.running = false;
    scrape(1800);
    operator.running = true;
    expect(store.sum('controller_runtime_reconcile_total')).toBe(before);
    scrape(1830);
    expect(store.sum('controller_runtime_reconcile_total') - before).toBeLessThan(40);
  });

  test('leads until it is told that it does not', () => {
    const { store, operator, scrape } = played();
    scrape(20);
    expect(store.value('leader_election_master_status', { name: 'e4ada7ad.arks.ai' })).toBe(1);
    operator.leads = false;
    scrape(60);
    expect(store.value('leader_election_master_status', { name: 'e4ada7ad.arks.ai' })).toBe(0);
  });
});
