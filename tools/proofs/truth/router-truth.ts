import { placeOf } from '@arks-monitoring/simulator/scrape/places.js';
import { always, boundsOf, counterOf, type LogTruth } from './log-truth.js';

/** What came to each router, how long it took until decode began to answer, and what failed on the way. */
export function countRouters(truth: LogTruth): void {
  const { spec, sizing, tally, notes, stepAt, lastStep, ended } = truth;
  const count = counterOf(truth);
  for (const { namespace, name, router, prefill, decode } of spec.disaggregated) {
    const { labels, process } = always(truth, {
      namespace,
      application: name,
      role: 'router',
      pod: `${name}-0-${ROUTER_POD}`,
    });
    const urlOf = (pod: string | undefined) => `http://${placeOf({ namespace, name: pod ?? '' }).ip}:8080`;
    let latency: ReturnType<typeof tally.histogram> | undefined;
    const grid = boundsOf(
      `${router}_router_request_duration_seconds`.replace('sgl_router_router', 'sgl_router_pd'),
      sizing,
    );
    for (const { request } of ended.filter(({ request: { application } }) => application === name)) {
      const { arrivedAt, scheduledAt, finishedAt, outcome, ask } = request;
      const failedAt = scheduledAt === undefined && outcome === 'error' ? finishedAt : undefined;
      const decidedAt = scheduledAt ?? failedAt;
      const arrived = stepAt(arrivedAt);
      const decided = decidedAt === undefined ? undefined : stepAt(decidedAt);
      // The new router counts a request as it comes, the old one once it knows what became of it.
      const counted = router === 'smg' ? arrived : decided;
      const kind = router === 'smg' ? { streaming: String(ask.streaming) } : {};
      if (counted !== undefined) count('router requests', { ...labels, ...kind }, process)(1, counted);
      if (decided === undefined || decidedAt === undefined) continue;
      const failed = failedAt !== undefined;
      if (failed && router === 'smg') {
        count('router errors', { ...labels, error_type: 'prefill_server_error' }, process)(1, decided);
        count('worker errors', { ...labels, worker_type: 'prefill', error_type: 'backend_error' }, process)(1, decided);
      }
      if (failed && router === 'sgl_router') {
        count('router errors', { ...labels, error_type: 'retries_exhausted' }, process)(1, decided);
        count('prefill errors', { ...labels, worker: urlOf(request.prefillPod) }, process)(1, decided);
      }
      if (failed && router === 'smg') continue;
      latency ??= tally.histogram('router latency', labels, process, grid, decided);
      latency.observe(decidedAt - arrivedAt, 1, decided);
    }
    const own = ended.map(({ request }) => request).filter(({ application }) => application === name);
    const pods = [...named(name, 'prefill', prefill), ...named(name, 'decode', decode)];
    for (let step = 0; step <= lastStep; step += 1) {
      const held = own.filter(({ arrivedAt, scheduledAt, finishedAt }) => {
        const until = scheduledAt ?? finishedAt;
        return (
          (stepAt(arrivedAt) ?? lastStep + 1) <= step &&
          !(until !== undefined && (stepAt(until) ?? lastStep + 1) <= step)
        );
      });
      for (const pod of pods) {
        const load = held.filter((request) => request.prefillPod === pod || request.pod === pod).length;
        notes.note('worker load', step, { namespace, application: name, worker: urlOf(pod) }, load);
      }
    }
  }
}

const ROUTER_POD = 'scheduler-6c8d9f7b5-x2x7q';

function named(application: string, role: string, replicas: number): readonly string[] {
  return Array.from({ length: replicas }, (_, number) => `${application}-0-${role}-${number}`);
}
