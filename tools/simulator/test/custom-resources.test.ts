import { expect, test } from 'vitest';
import { resourceStates, tokenState } from '../../../src/metrics/custom-resources/readings.js';
import { stateConfig } from '../../../src/objects/state-config.js';
import { stateSeries } from '../../../test/support/state-metrics.js';
import { startClock } from '../clock.js';
import { customResourcesExporter } from '../exporters/custom-resources.js';
import type { ArksQuota, ArksToken } from '../model/access.js';
import { createControlPlane } from '../model/control-plane.js';
import type { ApplicationResource } from '../model/custom-resources.js';
import { createQuotas } from '../model/quotas.js';
import { readableStore } from './readable-store.js';

const role = (name: 'unified' | 'router' | 'prefill' | 'decode', wanted: number, ready: readonly boolean[]) => ({
  role: name,
  wanted: () => wanted,
  ready: () => ready,
});
const chat: ApplicationResource = {
  kind: 'unified',
  namespace: 'tenant-a',
  name: 'chat',
  arksModel: 'qwen',
  servedModel: 'qwen-7b',
  runtime: 'vllm',
  workload: 'rbg',
  roles: [role('unified', 1, [true])],
  phase: 'Running',
};
const reason: ApplicationResource = {
  ...chat,
  kind: 'disaggregated',
  name: 'reason',
  arksModel: 'r1',
  servedModel: 'deepseek-r1',
  runtime: 'sglang',
  roles: [role('router', 1, [true]), role('prefill', 3, [true, false]), role('decode', 2, [false, false])],
  phase: 'Creating',
};
const basic: ArksQuota = {
  namespace: 'tenant-a',
  name: 'basic',
  limits: [
    { type: 'prompt', value: 1009 },
    { type: 'total', value: 2003 },
  ],
};
const token: ArksToken = {
  namespace: 'tenant-a',
  user: 'user1',
  qos: [
    {
      model: 'qwen-7b',
      rateLimits: [
        { type: 'rpm', value: 61 },
        { type: 'tpd', value: 5011 },
      ],
      quota: 'basic',
    },
    { model: 'deepseek-r1', rateLimits: [] },
  ],
};

function played() {
  const clock = startClock();
  const store = readableStore('customResources');
  const usage = createQuotas([basic]);
  const controlPlane = createControlPlane({
    clock,
    applications: [{ ...chat }, { ...reason }],
    models: [{ namespace: 'tenant-a', name: 'qwen', phase: 'Ready', createdAtSeconds: 1_768_348_919 }],
    endpoints: [
      { namespace: 'tenant-a', name: 'qwen-7b', defaultWeight: 5, staticRoutes: [] },
      { namespace: 'tenant-a', name: 'deepseek-r1', defaultWeight: 7, staticRoutes: [] },
    ],
  });
  usage.charge(basic, 31, 17);
  usage.synchronize();
  clock.runUntil(1);
  return {
    clock,
    store,
    usage,
    controlPlane,
    exporter: customResourcesExporter({
      store,
      controlPlane,
      quotas: [basic],
      usage,
      tokens: [token],
      mayList: () => true,
    }),
  };
}

test('shows what kube-state-metrics makes of the same objects with our configuration', () => {
  const { store, exporter } = played();
  exporter.refresh();
  const lines = store.samples().map(({ name, labels, value }) => {
    const pairs = Object.entries(labels).filter(([label, text]) => !label.startsWith('customresource_') && text !== '');
    return `${name}{${pairs
      .map(([label, text]) => `${label}="${text}"`)
      .sort()
      .join(',')}} ${value}`;
  });
  expect(lines.toSorted()).toEqual(stateSeries(stateConfig([...resourceStates, tokenState]), objects).toSorted());
});

test('takes away what is gone: a phase that has no such condition, a route, an application', () => {
  const { clock, store, controlPlane, exporter } = played();
  exporter.refresh();
  const backend = { namespace: 'tenant-a', model: 'qwen-7b' };
  expect(store.sum('arks_endpoint_status_route_weight', backend)).toBe(5);
  expect(store.sum('arks_application_status_condition', { condition: 'Ready' })).toBe(1);
  const [first] = controlPlane.applications;
  if (first === undefined) throw new Error('there is an application');
  first.phase = 'Creating';
  exporter.refresh();
  expect(
    store
      .samples()
      .some(({ name, labels }) => name === 'arks_application_status_condition' && labels['condition'] === 'Ready'),
  ).toBe(false);
  controlPlane.applications.splice(0, 1);
  clock.runUntil(10);
  exporter.refresh();
  expect(store.samples().some(({ labels }) => labels['application'] === 'chat')).toBe(false);
  expect(store.samples().some(({ name }) => name === 'arks_endpoint_status_route_weight')).toBe(false);
  expect(store.samples().some(({ labels }) => labels['application'] === 'reason')).toBe(true);
});

test('publishes no limits of tokens where it is given none', () => {
  const { store, controlPlane, usage } = played();
  customResourcesExporter({ store, controlPlane, quotas: [basic], usage, tokens: [], mayList: () => true }).refresh();
  expect(store.samples().some(({ name }) => name.startsWith('arks_token'))).toBe(false);
});

test('shows nothing while it may not list, and everything once it may', () => {
  const { store, controlPlane, usage } = played();
  let may = false;
  const exporter = customResourcesExporter({
    ...{ store, controlPlane, quotas: [basic], usage, tokens: [] },
    mayList: () => may,
  });
  exporter.refresh();
  expect(store.samples()).toEqual([]);
  may = true;
  exporter.refresh();
  expect(store.samples()).not.toEqual([]);
});

/** The same resources as Kubernetes has them. */
const arks = (kind: string, name: string, rest: Readonly<Record<string, unknown>>) => ({
  apiVersion: 'arks.ai/v1',
  kind,
  metadata: { namespace: 'tenant-a', name, creationTimestamp: '2026-01-14T00:01:59Z' },
  ...rest,
});
const met = (type: string, because: string) => ({ type, reason: because, status: 'True' });
const objects = [
  arks('ArksApplication', 'chat', {
    spec: { replicas: 1, runtime: 'vllm', model: { name: 'qwen' }, servedModelName: 'qwen-7b' },
    status: {
      phase: 'Running',
      replicas: 1,
      readyReplicas: 1,
      updatedReplicas: 1,
      conditions: [met('Precheck', 'PrecheckPass'), met('Loaded', 'ModelLoadSucceeded'), met('Ready', 'Running')],
    },
  }),
  arks('ArksDisaggregatedApplication', 'reason', {
    spec: {
      runtime: 'sglang',
      model: { name: 'r1' },
      servedModelName: 'deepseek-r1',
      router: { replicas: 1 },
      prefill: { replicas: 3 },
      decode: { replicas: 2 },
    },
    status: {
      phase: 'Creating',
      router: { replicas: 1, readyReplicas: 1, updatedReplicas: 1 },
      prefill: { replicas: 2, readyReplicas: 1, updatedReplicas: 2 },
      decode: { replicas: 2, readyReplicas: 0, updatedReplicas: 2 },
      conditions: [met('Precheck', 'PrecheckPass'), met('Loaded', 'ModelLoadSucceeded')],
    },
  }),
  arks('ArksModel', 'qwen', {
    status: {
      phase: 'Ready',
      conditions: [met('StorageCreated', 'Running'), met('ModelLoaded', 'ModelLoadSucceeded'), met('Ready', 'Running')],
    },
  }),
  arks('ArksEndpoint', 'qwen-7b', { status: { routes: [{ name: 'arks-application-chat', port: 8080, weight: 5 }] } }),
  arks('ArksEndpoint', 'deepseek-r1', { status: {} }),
  arks('ArksQuota', 'basic', {
    spec: { quotas: basic.limits },
    status: {
      quotaStatus: [
        { type: 'prompt', used: 31 },
        { type: 'total', used: 48 },
      ],
    },
  }),
  arks('ArksToken', 'user1', {
    spec: {
      qos: [
        {
          arksEndpoint: { name: 'qwen-7b' },
          rateLimits: [
            { type: 'rpm', value: 61 },
            { type: 'tpd', value: 5011 },
          ],
          quota: { name: 'basic' },
        },
        { arksEndpoint: { name: 'deepseek-r1' }, rateLimits: [] },
      ],
    },
  }),
];
