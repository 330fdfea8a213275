import { disaggregatedApplication } from './scenes-applications.js';
import { dead, decode, oldRouter, part, prefill, router, silentRouter } from './scenes-disaggregated.js';
import { FOUR_RANKS, sglang } from './scenes-sglang.js';
import type { SpecialStory } from './special.js';
import { reason, WARNING } from './told-labels.js';

const failing = (transferFailuresPerSecond: number) =>
  sglang('p-1', { transferFailuresPerSecond }, { own: part('prefill'), ranks: FOUR_RANKS });

const workers = [...prefill('p-1', {}), ...prefill('p-2', {}), ...decode('d-1', {})];
const routers = [...router('r-1', { 'p-1': 1, 'p-2': 1, 'd-1': 1 }), ...oldRouter('r-2', { 'p-1': 0, 'p-9': 0 })];

const wanted = { router: 1, prefill: 1, decode: 1 };

export const disaggregatedSpecialStories: readonly SpecialStory[] = [
  {
    alert: 'ArksApplicationFailed',
    title: 'is about disaggregated applications too',
    phases: [{ scene: disaggregatedApplication(wanted, 'Failed'), minutes: 7 }],
    told: [
      {
        labels: { namespace: 'tenant-a', application: 'reason', ...WARNING },
        summary: 'tenant-a/reason is in phase Failed',
      },
    ],
  },
  {
    alert: 'ArksApplicationFailed',
    title: 'is not about one that only loads',
    phases: [{ scene: disaggregatedApplication(wanted, 'Loading'), minutes: 30 }],
  },
  {
    alert: 'ArksRouterWorkersUnhealthy',
    title: 'tells the worse of two routers, the old kind too, and only of workers that are there',
    phases: [{ scene: [...workers, ...routers], minutes: 16 }],
    told: [
      {
        labels: { namespace: 'tenant-a', application: 'reason', role: 'router', ...WARNING },
        summary: 'the router of tenant-a/reason has been without 1 of its workers for 15m',
      },
    ],
  },
  {
    alert: 'ArksRouterWorkersUnhealthy',
    title: 'tells the workers that do not answer where the router does not tell',
    phases: [
      { scene: [...workers, ...silentRouter('r-1')], minutes: 20 },
      { scene: [...workers, ...silentRouter('r-1'), ...dead('prefill', 'p-3'), ...dead('decode', 'd-2')], minutes: 16 },
    ],
    told: [
      {
        labels: { namespace: 'tenant-a', application: 'reason', role: 'router', ...WARNING },
        summary: 'the router of tenant-a/reason has been without 2 of its workers for 15m',
      },
    ],
  },
  {
    alert: 'ArksRouterWorkersUnhealthy',
    title: 'is not about targets that do not answer where the router tells that all are well',
    phases: [{ scene: [...workers, ...router('r-1', { 'p-1': 1, 'd-1': 1 }), ...dead('decode', 'd-2')], minutes: 40 }],
  },
  {
    alert: 'ArksRouterWorkersUnhealthy',
    title: 'is not about a model that loads behind a router that does not tell',
    phases: [
      { scene: [...workers, ...silentRouter('r-1'), ...dead('decode', 'd-2')], minutes: 14 },
      { scene: [...workers, ...silentRouter('r-1'), ...decode('d-2', {})], minutes: 16 },
    ],
  },
  {
    alert: 'ArksDisaggregatedKvTransferFailing',
    title: 'counts a failed transfer once that every rank counts',
    phases: [
      { scene: failing(0), minutes: 20 },
      { scene: failing(0.05), minutes: 9 },
    ],
    told: [
      {
        labels: { ...reason('prefill'), ...WARNING },
        summary: '0.05 KV transfers of tenant-a/reason (prefill) fail per second, limit 0.02',
      },
    ],
  },
];
