import { gauge, replica } from './scenes.js';
import { type SglangDoing, sglang } from './scenes-sglang.js';
import type { Labels, Scene } from './timeline.js';

/** Target labels of a replica of tenant-a/reason in one of its roles. */
export const part = (role: 'prefill' | 'decode' | 'router'): Labels => ({
  application: 'reason',
  role,
  job: `monitoring/arks-${role === 'router' ? 'router' : 'disaggregated'}`,
});

export const prefill = (pod: string, doing: SglangDoing): Scene => sglang(pod, doing, { own: part('prefill') });
export const decode = (pod: string, doing: SglangDoing): Scene => sglang(pod, doing, { own: part('decode') });

/** A router of tenant-a/reason since December 2025, and what it says of each worker: 1, 0, or -1 once removed. */
export function router(pod: string, workers: Readonly<Record<string, number>>): Scene {
  return routerOf('smg_worker_health', pod, workers);
}

/** The router before, which says 1 or 0 and forgets no worker. */
export function oldRouter(pod: string, workers: Readonly<Record<string, number>>): Scene {
  return routerOf('sgl_router_worker_health', pod, workers);
}

/** A router of 0.1.x, which answers and says nothing of its workers. */
export const silentRouter = (pod: string): Scene => [gauge('up', replica(pod, part('router')), 1)];

/** A replica that does not answer. */
export const dead = (role: 'prefill' | 'decode', pod: string): Scene => [gauge('up', replica(pod, part(role)), 0)];

function routerOf(
  name: 'smg_worker_health' | 'sgl_router_worker_health',
  pod: string,
  workers: Readonly<Record<string, number>>,
): Scene {
  const target = replica(pod, part('router'));
  return [
    gauge('up', target, 1),
    ...Object.entries(workers).map(([worker, health]) =>
      gauge(name, { ...target, worker: `http://${worker}:8080` }, health),
    ),
  ];
}
