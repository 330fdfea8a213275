import { expect, test } from 'vitest';
import { startClock } from '../clock.js';
import { routerExporter } from '../exporters/router.js';
import { sglangExporter } from '../exporters/sglang.js';
import { vllmExporter } from '../exporters/vllm.js';
import { createDisaggregated } from '../model/application/disaggregated.js';
import { createUnified, type EngineImage } from '../model/application/unified.js';
import { ENGINE_DEFAULTS } from '../model/engine/settings.js';
import type { RequestRecord } from '../model/request.js';
import { randomStream } from '../random.js';
import { ASK, recordOf } from './engine-play.js';
import { SIZING } from './feed-sample.js';

const image = (generation: 'v0' | 'v1-0.12', startSeconds = 60): EngineImage => ({
  exporter: () => vllmExporter({ generation, modelName: 'qwen-7b', engines: 1, sizing: SIZING }),
  engines: 1,
  settings: ENGINE_DEFAULTS,
  startSeconds,
});

function playUnified(replicas: number) {
  const clock = startClock();
  const application = createUnified({
    clock,
    random: randomStream(3, 'chat'),
    namespace: 'tenant-a',
    name: 'chat',
    arksModel: 'qwen-7b',
    replicas,
    image: image('v0'),
    balance: 'least-request',
  });
  const log: RequestRecord[] = [];
  const send = (patienceSeconds?: number) => {
    const request = recordOf({ ...ASK, ...(patienceSeconds === undefined ? {} : { patienceSeconds }) }, clock.now());
    log.push(request);
    application.submit(request, () => undefined);
    return request;
  };
  return { clock, application, log, send, run: (seconds: number) => clock.runUntil(clock.now() + seconds) };
}

/** Requests that a replica counts as finished, whatever its generation. */
function finishedOf(application: ReturnType<typeof playUnified>['application']): readonly number[] {
  return application.replicas().map((replica) => {
    const samples = replica
      .engines()
      .store.samples()
      .filter(({ name }) => name === 'vllm:request_success_total');
    return samples.reduce((sum, { value }) => sum + value, 0);
  });
}

test('requests are spread over the replicas, and each is counted once', () => {
  const { application, run, send } = playUnified(3);
  for (let index = 0; index < 60; index += 1) {
    send();
    run(0.5);
  }
  run(120);
  const counts = finishedOf(application);
  expect(counts.reduce((sum, count) => sum + count)).toBe(60);
  expect(Math.min(...counts)).toBeGreaterThan(10);
});

test('during a roll-out there are never fewer replicas that serve, and afterwards all are of the new image', () => {
  const { application, run, log, send } = playUnified(3);
  application.rollOut(image('v1-0.12'));
  for (let index = 0; index < 400; index += 1) {
    send();
    run(1);
    expect(application.replicas().filter((replica) => replica.ready()).length).toBeGreaterThanOrEqual(3);
  }
  run(120);
  expect(log.filter(({ outcome }) => outcome !== 'stop')).toEqual([]);
  const names = application.replicas().flatMap((replica) =>
    replica
      .engines()
      .store.samples()
      .map(({ name }) => name),
  );
  expect(names).not.toContain('vllm:num_requests_swapped');
  expect(application.pods().map(({ name }) => name)).toEqual(
    ['chat-3', 'chat-4', 'chat-5'].map((pod) => `${pod}-inference-0`),
  );
});

test('an image that never loads stops the roll-out at its first replica', () => {
  const { application, run } = playUnified(2);
  application.rollOut(image('v1-0.12', Number.POSITIVE_INFINITY));
  run(3_600);
  expect(application.pods().map(({ process }) => process?.answers())).toEqual([true, true, false]);
});

test('scaling adds replicas that first load, and takes away those that came last', () => {
  const { application, run } = playUnified(1);
  application.scale(4);
  expect(application.replicas().map((replica) => replica.ready())).toEqual([true, false, false, false]);
  run(61);
  expect(application.replicas().every((replica) => replica.ready())).toBe(true);
  application.scale(1);
  run(60);
  expect(application.pods().map(({ name }) => name)).toEqual(['chat-0-inference-0']);
});

test('a restart begins every counter anew, and loses what was under way', () => {
  const { application, run, send } = playUnified(1);
  send();
  run(30);
  const lost = send();
  run(1);
  application.replicas()[0]?.restart();
  expect(lost.outcome).toBe('error');
  expect(finishedOf(application)).toEqual([0]);
  const refused = send();
  expect([refused.outcome, refused.status]).toEqual(['error', 503]);
  run(61);
  expect(send().outcome).toBe('pending');
});

test('a client without patience ends its request as an abort', () => {
  const { run, send } = playUnified(1);
  const request = send(1.3);
  run(60);
  expect(request.outcome).toBe('abort');
  expect(request.finishedAt).toBeCloseTo(1.3, 5);
});

function playDisaggregated(generation: 'g2' | 'g5', failShare = 0) {
  const clock = startClock();
  const sglang = (engineType: 'prefill' | 'decode'): EngineImage => ({
    exporter: () =>
      sglangExporter({ generation, modelName: 'deepseek-r1', engineType, engines: 1, ranks: 1, sizing: SIZING }),
    engines: 1,
    settings: ENGINE_DEFAULTS,
    startSeconds: 60,
  });
  const application = createDisaggregated({
    clock,
    random: randomStream(3, 'reason'),
    namespace: 'tenant-a',
    name: 'reason',
    arksModel: 'deepseek-r1',
    prefill: 2,
    decode: 2,
    prefillImage: sglang('prefill'),
    decodeImage: sglang('decode'),
    link: { megabytesPerSecond: 9_000, megabytesPerToken: 0.13, failShare },
    router: () => routerExporter({ generation: 'smg', modelName: 'deepseek-r1', sizing: SIZING }),
  });
  const log = Array.from({ length: 40 }, (_, index) => {
    const request = recordOf({ ...ASK, model: 'deepseek-r1' }, clock.now(), index);
    application.submit(request, () => undefined);
    clock.runUntil(clock.now() + 0.7);
    return request;
  });
  clock.runUntil(clock.now() + 120);
  for (const pod of application.pods()) pod.process?.refresh();
  const total = (name: string, role: string) =>
    application
      .pods()
      .filter(({ labels }) => labels['arks.ai/disaggregation-role'] === role)
      .flatMap(({ process }) => process?.store.samples() ?? [])
      .filter((sample) => sample.name === name)
      .reduce((sum, { value }) => sum + value, 0);
  return { application, log, total };
}

test.each(['g2', 'g5'] as const)('a disaggregated request is prefilled once and decoded once (%s)', (generation) => {
  const { log, total } = playDisaggregated(generation);
  expect(log.every(({ outcome, generatedTokens }) => outcome === 'stop' && generatedTokens === 211)).toBe(true);
  for (const role of ['prefill', 'decode']) expect(total('sglang:num_requests_total', role)).toBe(40);
  expect(total('sglang:generation_tokens_total', 'decode')).toBe(40 * 211);
  expect(total('sglang:generation_tokens_total', 'prefill')).toBe(40);
  expect(total('smg_router_requests_total', 'router')).toBe(40);
});

test('a transfer that fails is counted as such, and its client gets an error', () => {
  const { log, total } = playDisaggregated('g5', 1);
  expect(log.every(({ outcome }) => outcome === 'error')).toBe(true);
  expect(total('sglang:num_transfer_failed_reqs_total', 'decode')).toBe(40);
  expect(total('sglang:num_requests_total', 'decode')).toBe(0);
});
