import { describe, expect, test } from 'vitest';
import { isExposed } from '../../../src/metrics/prediction.js';
import { keptMetrics } from '../../../src/signals/kept-metrics.js';
import { expositionText, families } from '../../../test/support/exposition.js';
import { startClock } from '../clock.js';
import { type DynamoGeneration, dynamoExporter } from '../exporters/dynamo.js';
import { startEngines } from '../model/application/engines.js';
import { ENGINE_DEFAULTS } from '../model/engine/settings.js';
import type { Ask, RequestRecord } from '../model/request.js';
import { randomStream } from '../random.js';
import { ASK, recordOf } from './engine-play.js';
import { SIZING } from './feed-sample.js';

/** As the mocker of the recorded pages: two requests at a time. */
const SETTINGS = { ...ENGINE_DEFAULTS, maxRunning: 2, kvTokens: 32_768 };

/** A frontend with one engine, whose clock the test moves. */
function play(generation: DynamoGeneration = 'frontend-1.6') {
  const clock = startClock();
  const exporter = dynamoExporter({ generation, modelName: 'org/tiny-llama', sizing: SIZING, settings: SETTINGS });
  const random = randomStream(3, 'frontend');
  const before = exporter.store.text();
  const engines = startEngines({ clock, random, settings: SETTINGS, engines: 1, exporter });
  return {
    before,
    engines,
    text: () => exporter.store.text(),
    ask: (ask: Partial<Ask> = {}): RequestRecord => {
      const request = recordOf({ ...ASK, ...ask }, clock.now());
      engines.submit(request, () => undefined);
      return request;
    },
    run: (seconds: number) => {
      clock.runUntil(clock.now() + seconds);
      engines.refresh();
    },
    /** Values of a name, summed up over its series. */
    value: (name: string) => {
      const own = exporter.store.samples().filter((sample) => sample.name === name);
      return own.length === 0 ? undefined : own.reduce((sum, { value }) => sum + value, 0);
    },
    ended: () =>
      exporter.store
        .samples()
        .filter(({ name }) => name === 'dynamo_frontend_requests_total')
        .map(({ labels, value }) => [labels['request_type'], labels['error_type'], value]),
  };
}

/** Families in their order, each with its kind and the labels of its series, whoever made up their ids. */
function shape(page: string) {
  return families(page).map(({ name, kind, lines }) => {
    const series = lines.map((line) => {
      const { router_id, worker_id, ...labels } = line.labels;
      const ids = [router_id, worker_id].map((id) => id !== undefined);
      return JSON.stringify([line.name, ids, Object.entries(labels)]);
    });
    return [name, kind, series];
  });
}

describe('a frontend of Dynamo shows what the recorded pages do, in their order and under their labels', () => {
  test('without an engine', () => {
    expect(shape(play().before)).toEqual(shape(expositionText('dynamo-1.6.1-frontend-alone.txt')));
  });

  test('with an engine that nobody has asked', () => {
    expect(shape(play().text())).toEqual(shape(expositionText('dynamo-1.6.1-frontend-idle.txt')));
  });

  test('after an answer, and after three requests whose engine was killed', () => {
    const { ask, engines, run, text } = play();
    ask({ generationTokens: 200 });
    run(60);
    for (const streaming of [true, false, true]) ask({ streaming, generationTokens: 400 });
    run(1);
    engines.loseEngines();
    const recorded = expositionText('dynamo-1.6.1-frontend-lost.txt');
    expect(shape(text())).toEqual(shape(recorded));
    const counts = (page: string) =>
      families(page)
        .filter(({ name }) => /^dynamo_frontend_(requests|failures|model_ready|model_migration)/.test(name))
        .flatMap(({ lines }) => lines.filter(({ name }) => !name.endsWith('_sum')).map(({ value }) => value));
    expect(counts(text())).toEqual(counts(recorded));
  });
});

describe('a frontend of Dynamo', () => {
  test('has what waits for its first token in flight and in its queue', () => {
    const { ask, run, value } = play();
    for (let index = 0; index < 7; index += 1) ask({ generationTokens: 900 });
    run(3);
    expect(value('dynamo_frontend_inflight_requests')).toBe(7);
    expect(value('dynamo_frontend_queued_requests')).toBe(5);
  });

  test('counts tokens as they come, their intervals 64 at a time, and the rest at the end', () => {
    const { ask, run, value } = play();
    ask({ generationTokens: 200 });
    run(1.5);
    const tokens = value('dynamo_frontend_output_tokens_total') ?? 0;
    expect(tokens).toBeGreaterThan(64);
    expect(tokens).toBeLessThan(128);
    expect(value('dynamo_frontend_inter_token_latency_seconds_count')).toBe(64);
    expect(value('dynamo_frontend_output_sequence_tokens_count')).toBeUndefined();
    run(60);
    expect(value('dynamo_frontend_inter_token_latency_seconds_count')).toBe(199);
    expect(value('dynamo_frontend_output_sequence_tokens_sum')).toBe(200);
  });

  test('lets a client leave whose engine hangs, counts him as cancelled, and has no length of an answer that never began', () => {
    const { ask, ended, engines, run, value } = play();
    engines.change({ hung: true });
    const request = ask({ patienceSeconds: 5 });
    run(4);
    expect(value('dynamo_frontend_inflight_requests')).toBe(1);
    run(2);
    expect(request.outcome).toBe('abort');
    expect(ended()).toEqual([['stream', 'cancelled', 1]]);
    expect(value('dynamo_frontend_request_duration_seconds_sum')).toBe(5);
    expect(value('dynamo_frontend_inflight_requests')).toBe(0);
    expect(value('dynamo_frontend_output_sequence_tokens_count')).toBeUndefined();
    engines.change({ hung: false });
    run(60);
    expect(ended()).toEqual([['stream', 'cancelled', 1]]);
  });

  test('forgets its model when the lease of a lost engine is over, turns requests away until then, and keeps what it counted', () => {
    const { ask, ended, engines, run, value } = play();
    const cut = ask({ streaming: false });
    run(1);
    engines.loseEngines();
    expect([cut.outcome, cut.status]).toEqual(['error', 503]);
    expect(value('dynamo_frontend_model_ready')).toBe(0);
    expect(ask().status).toBe(503);
    run(15);
    expect(value('dynamo_frontend_model_ready')).toBeUndefined();
    expect(ask().status).toBe(404);
    expect(ended()).toEqual([['unary', 'unavailable', 1]]);
    expect(value('dynamo_frontend_failures_total')).toBe(2);
    expect(value('dynamo_frontend_inflight_requests')).toBe(0);
    engines.findEngines();
    expect(value('dynamo_frontend_model_ready')).toBe(1);
    expect(ask().outcome).toBe('pending');
  });

  test.each(['nv_llm', 'frontend', 'frontend-1.6'] as const)(
    'feeds everything that signals read of %s',
    (generation) => {
      const { ask, run, value } = play(generation);
      for (let index = 0; index < 4; index += 1) ask({ generationTokens: 300 });
      run(3);
      const unfed = keptMetrics(['dynamo'], [])
        .filter((metric) => isExposed(metric, { generation, sizing: SIZING, features: [] }))
        .filter(({ name, kind }) => !((value(kind === 'histogram' ? `${name}_count` : name) ?? 0) > 0));
      const atTheEnd = /_(?:requests_total|request_duration_seconds|output_sequence_tokens)$/;
      expect(unfed.filter(({ name }) => !atTheEnd.test(name)).map(({ name }) => name)).toEqual([]);
      run(60);
      for (const { name, kind } of unfed)
        expect(value(kind === 'histogram' ? `${name}_count` : name)).toBeGreaterThan(0);
    },
  );
});
