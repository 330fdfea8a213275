import { arksObject, condition, counts } from './arks-objects.js';
import type { KubernetesObject } from './resource-lists.js';

const met = (type: string, reason: string) => condition(type, 'True', reason);
const READY = [met('Precheck', 'PrecheckPass'), met('Loaded', 'ModelLoadSucceeded')];

const endpoint = (namespace: string, model: string) =>
  arksObject('ArksEndpoint', namespace, model, {
    spec: { defaultWeight: 4 },
    status: {
      routes: [4, 7].map((weight, index) => ({ name: `arks-application-${model}-${index + 1}`, port: 8080, weight })),
    },
  });

/** The number-th user, with limits of their own. */
const user = (
  namespace: string,
  name: string,
  model: string,
  number: number,
  quota: Readonly<Record<string, unknown>>,
) =>
  arksObject('ArksToken', namespace, name, {
    spec: {
      token: 'not-a-secret',
      qos: [
        {
          arksEndpoint: { name: model },
          rateLimits: Object.entries({ rpm: 61, rpd: 8_641, tpm: 100_003, tpd: 5_000_011 }).map(([type, value]) => ({
            type,
            value: value + number,
          })),
          ...quota,
        },
      ],
    },
  });
const basic = { quota: { name: 'basic' } };

/** The objects of which test/fixtures/expositions/custom-resources.txt is the page. */
export const fixtureObjects: readonly KubernetesObject[] = [
  arksObject('ArksApplication', 'tenant-a', 'chat', {
    spec: { replicas: 3, model: { name: 'qwen-7b' } },
    status: { phase: 'Running', ...counts(1, 1, 1), conditions: [...READY, met('Ready', 'Running')] },
  }),
  arksObject('ArksDisaggregatedApplication', 'tenant-a', 'reason', {
    spec: {
      model: { name: 'deepseek-r1' },
      ...{ router: { replicas: 5 }, prefill: { replicas: 6 }, decode: { replicas: 7 } },
    },
    status: {
      phase: 'Creating',
      ...{ router: counts(3, 2, 3), prefill: counts(4, 3, 4), decode: counts(5, 4, 5) },
      conditions: [...READY, condition('Ready', 'False', 'UnderlayCreatedFailed')],
    },
  }),
  arksObject('ArksModel', 'tenant-a', 'qwen-7b', {
    spec: { model: 'Qwen/Qwen-7B' },
    status: {
      phase: 'Ready',
      conditions: [met('StorageCreated', 'Running'), met('ModelLoaded', 'ModelLoadSucceeded'), met('Ready', 'Running')],
    },
  }),
  endpoint('tenant-a', 'qwen-7b'),
  endpoint('tenant-b', 'deepseek-r1'),
  arksObject('ArksQuota', 'tenant-a', 'basic', {
    spec: {
      quotas: Object.entries({ prompt: 900_001, response: 300_007, total: 1_200_011 }).map(([type, value]) => ({
        type,
        value,
      })),
    },
    status: {
      quotaStatus: Object.entries({ prompt: 431, response: 77, total: 509 }).map(([type, used]) => ({ type, used })),
    },
  }),
  user('tenant-a', 'user1', 'qwen-7b', 0, basic),
  user('tenant-a', 'user2', 'qwen-7b', 1, basic),
  user('tenant-b', 'batch', 'deepseek-r1', 2, {}),
];
