import { resourceStates, tokenState } from '../../../src/metrics/custom-resources/readings.js';
import type { ResourceKind } from './api-server.js';
import type { KubernetesObject } from './resource-lists.js';

const GROUP = 'arks.ai';
const VERSION = 'v1';

/** The kinds of Arks that its monitoring reads. */
export const arksKinds: readonly ResourceKind[] = [...resourceStates, tokenState].map(({ kind, plural }) => ({
  group: GROUP,
  version: VERSION,
  kind,
  plural,
}));

type Fields = Readonly<Record<string, unknown>>;
/** An object of Arks. */
export const arksObject = (kind: string, namespace: string, name: string, fields: Fields): KubernetesObject => ({
  apiVersion: `${GROUP}/${VERSION}`,
  kind,
  metadata: { namespace, name, creationTimestamp: '2026-01-14T16:01:52Z' },
  ...fields,
});
/** A condition, by its reason where it has one. */
export const condition = (type: string, status: string, reason?: string) => ({
  ...{ type, status, message: 'a sentence', lastTransitionTime: '2026-01-14T16:05:03Z' },
  ...(reason === undefined ? {} : { reason }),
});
/** What a status says of replicas. */
export const counts = (replicas: number, readyReplicas: number, updatedReplicas: number) => ({
  replicas,
  readyReplicas,
  updatedReplicas,
});
const FRESH = { conditions: [condition('Precheck', 'Unknown', 'NewIncomming')] };

/** 2^53 + 1, which no double holds. */
export const BEYOND_DOUBLES = 9_007_199_254_740_993n;

/** Objects that say everything, that say as little as they may, and that say a thing twice; numbers are odd and differ. */
export const arksObjects: readonly KubernetesObject[] = [
  arksObject('ArksApplication', 'tenant-a', 'chat', {
    spec: {
      replicas: 3,
      size: 2,
      runtime: 'vllm',
      model: { name: 'qwen' },
      servedModelName: 'Qwen/Qwen2.5-7B.Instruct',
    },
    status: {
      phase: 'Running',
      ...counts(17, 13, 11),
      conditions: [
        condition('Precheck', 'True', 'PrecheckPass'),
        condition('Loaded', 'True', 'ModelLoadSucceeded'),
        condition('Ready', 'Unknown'),
      ],
    },
  }),
  arksObject('ArksApplication', 'tenant-a', 'new', { spec: { model: { name: 'model.with.dots' } } }),
  arksObject('ArksApplication', 'tenant-b', 'odd-words', {
    spec: { replicas: 0, runtime: 'sglang', model: { name: 'qwen' }, servedModelName: 'modèle "x" \\ y' },
    status: { phase: 'Failed', ...counts(0, 0, 0), conditions: [condition('Precheck', 'False', 'RuntimeNotSupport')] },
  }),
  arksObject('ArksDisaggregatedApplication', 'tenant-a', 'reason', {
    spec: {
      ...{ runtime: 'sglang', model: { name: 'r1' }, servedModelName: 'deepseek-r1' },
      router: { replicas: 7, metricPort: 9090, int32: 8080, routerArgs: [] },
      prefill: { replicas: 19, size: 2 },
      decode: { replicas: 23, size: 1 },
    },
    status: {
      phase: 'Creating',
      ...{ router: counts(29, 31, 37), prefill: counts(41, 43, 47), decode: counts(53, 59, 61) },
      conditions: [condition('Precheck', 'True', 'PrecheckPass')],
    },
  }),
  arksObject('ArksDisaggregatedApplication', 'tenant-b', 'left-out', {
    spec: { model: { name: 'r1' }, router: {}, prefill: {}, decode: {} },
    status: { phase: 'Running', router: counts(0, 0, 0), prefill: counts(0, 0, 0), decode: counts(0, 0, 0) },
  }),
  arksObject('ArksDisaggregatedApplication', 'tenant-b', 'not-supported', {
    spec: { runtime: 'vllm', model: { name: 'r1' }, router: { replicas: 1 }, prefill: { replicas: 1 }, decode: {} },
    status: {
      phase: 'Failed',
      ...{ router: counts(0, 0, 0), prefill: counts(0, 0, 0), decode: counts(0, 0, 0) },
      conditions: [condition('Precheck', 'False', 'RuntimeNotSupport')],
    },
  }),
  arksObject('ArksDisaggregatedApplication', 'tenant-b', 'without-status', {
    spec: { model: { name: 'r1' }, router: { replicas: 5 }, prefill: { replicas: 9 }, decode: { replicas: 15 } },
  }),
  arksObject('ArksModel', 'tenant-a', 'qwen', {
    spec: { model: 'Qwen/Qwen2.5-7B-Instruct', source: { huggingface: {} }, storage: { pvc: { name: 'qwen' } } },
    status: {
      phase: 'ModelLoading',
      conditions: [condition('StorageCreated', 'True'), condition('ModelLoaded', 'False', 'Loading')],
    },
  }),
  arksObject('ArksModel', 'tenant-b', 'model.with.dots', { spec: { model: 'some/model' } }),
  arksObject('ArksEndpoint', 'tenant-a', 'qwen', {
    spec: { defaultWeight: 5, gatewayRef: { name: 'arks-eg' } },
    status: {
      routes: [
        { name: 'arks-application-chat', port: 8080, weight: 65 },
        { name: 'arks-application-idle', port: 8080, weight: 0 },
        { name: 'weighs-what-it-may', port: 8000 },
      ],
    },
  }),
  arksObject('ArksEndpoint', 'tenant-b', 'no-routes', { spec: { defaultWeight: 1, gatewayRef: { name: 'arks-eg' } } }),
  arksObject('ArksEndpoint', 'tenant-b', 'one-name', {
    spec: { defaultWeight: 1, gatewayRef: { name: 'arks-eg' } },
    status: {
      routes: [
        { name: 'own', port: 8000, weight: 67 },
        { name: 'own', port: 9000, weight: 71 },
        { name: 'own', namespace: 'elsewhere', port: 8000, weight: 73 },
      ],
    },
  }),
  arksObject('ArksQuota', 'tenant-a', 'team', {
    spec: {
      quotas: [
        { type: 'prompt', value: 6100 },
        { type: 'response', value: BEYOND_DOUBLES },
      ],
    },
    status: { quotaStatus: [{ type: 'prompt', used: 71, lastUpdateTime: '2026-01-14T16:01:53Z' }] },
  }),
  arksObject('ArksQuota', 'tenant-b', 'fresh', { spec: { quotas: [{ type: 'total', value: 0 }] } }),
  arksObject('ArksQuota', 'tenant-b', 'twice', {
    spec: {
      quotas: [
        { type: 'total', value: 6703 },
        { type: 'total', value: 6701 },
      ],
    },
    status: { quotaStatus: [{ type: 'total', used: 79 }] },
  }),
  arksObject('ArksToken', 'tenant-a', 'alice', {
    spec: {
      token: 'not-a-secret',
      qos: [
        {
          arksEndpoint: { name: 'qwen' },
          rateLimits: ['rpm', 'rpd', 'tpm', 'tpd'].map((type, index) => ({ type, value: 83 + 2 * index })),
          quota: { name: 'team' },
        },
        { arksEndpoint: { name: 'deepseek-r1' }, rateLimits: [{ type: 'rpm', value: 0 }] },
      ],
    },
  }),
  arksObject('ArksToken', 'tenant-b', 'bob', {
    spec: { token: 'not-a-secret', qos: [{ arksEndpoint: { name: 'no-routes' } }] },
  }),
  arksObject('ArksApplication', 'tenant-c', 'elsewhere', {
    spec: { replicas: 9, model: { name: 'qwen' } },
    status: FRESH,
  }),
];
