import { expect, test } from 'vitest';
import { advance, stateOf } from '../model/engine/batch.js';
import { abandon, hangUp, settle } from '../model/engine/engine.js';
import { ENGINE_DEFAULTS } from '../model/engine/settings.js';
import { playEngine } from './engine-play.js';

const { prefillTokensPerSecond, stepSeconds, stepSecondsPerRequest } = ENGINE_DEFAULTS;

test('a lone request waits for its prompt, then gets a token each step', () => {
  const { submit, run, told } = playEngine();
  const request = submit();
  run(60);
  expect(request.firstTokenAt).toBeCloseTo(907 / prefillTokensPerSecond, 5);
  expect(request.generatedTokens).toBe(211);
  const perToken = ((request.finishedAt ?? 0) - (request.firstTokenAt ?? 0)) / 210;
  expect(perToken).toBeGreaterThan(stepSeconds + stepSecondsPerRequest);
  expect(perToken).toBeLessThan(1.1 * (stepSeconds + stepSecondsPerRequest));
  expect(told).toMatchObject({ scheduled: 1, firstTokens: 1, tokens: 210, finished: ['stop'] });
});

test('intervals between tokens add up to the time from the first to the last, whatever joins the batch', () => {
  const { submit, run, told } = playEngine();
  const requests = Array.from({ length: 9 }, (_, index) => {
    run(0.37);
    return submit({ generationTokens: 150 + 17 * index });
  });
  run(120);
  const decoding = requests.reduce((sum, { finishedAt = 0, firstTokenAt = 0 }) => sum + finishedAt - firstTokenAt, 0);
  expect(told.tokenSeconds).toBeCloseTo(decoding, 3);
  expect(told.tokens + told.firstTokens).toBe(requests.reduce((sum, { generatedTokens }) => sum + generatedTokens, 0));
});

test('each request more in the batch makes the others slower', () => {
  const alone = playEngine();
  const one = alone.submit();
  alone.run(600);
  const crowded = playEngine();
  const many = Array.from({ length: 32 }, () => crowded.submit());
  crowded.run(600);
  const seconds = ({ finishedAt = 0, firstTokenAt = 0 }) => finishedAt - firstTokenAt;
  expect(many.every(({ outcome }) => outcome === 'stop')).toBe(true);
  expect(Math.min(...many.map(seconds))).toBeGreaterThan(1.2 * seconds(one));
});

test('a batch that is full makes the next request wait', () => {
  const { submit, run, core } = playEngine({ maxRunning: 2 });
  for (let index = 0; index < 5; index += 1) submit({ generationTokens: 10_000 });
  run(2);
  expect(stateOf(core)).toMatchObject({ running: 2, waiting: 3 });
});

test('a KV cache that is full throws the last one out, which still gets every token once', () => {
  const { submit, run, told } = playEngine({ kvTokens: 4_000 });
  const requests = Array.from({ length: 4 }, () => submit({ promptTokens: 800, generationTokens: 900 }));
  run(300);
  expect(told.preempted).toBeGreaterThan(0);
  expect(requests.map(({ generatedTokens }) => generatedTokens)).toEqual([900, 900, 900, 900]);
  expect(told.tokens + told.firstTokens).toBe(3_600);
  expect(requests.reduce((sum, { preemptions }) => sum + preemptions, 0)).toBe(told.preempted);
});

test('a beginning that is cached is not computed again', () => {
  const { submit, run } = playEngine();
  const prefix = { name: 'system', tokens: 700 };
  const first = submit({ prefix });
  run(60);
  const second = submit({ prefix });
  run(60);
  expect([first.cachedTokens, second.cachedTokens]).toEqual([0, 700]);
  expect((second.firstTokenAt ?? 0) - second.arrivedAt).toBeCloseTo(207 / prefillTokensPerSecond, 5);
});

test('an engine that hangs holds its requests, computes nothing, and goes on where it was', () => {
  const { submit, run, core, told } = playEngine();
  const request = submit();
  run(1);
  const before = request.generatedTokens;
  core.condition.hung = true;
  run(600);
  expect(stateOf(core)).toMatchObject({ running: 1, generationSpeed: 0 });
  expect(request.generatedTokens).toBe(before);
  advance(core);
  core.condition.hung = false;
  settle(core);
  run(60);
  expect(told.finished).toEqual(['stop']);
});

test('an engine that hangs does not hear that a client left, and ends its request once it gets on', () => {
  const { submit, run, core, told } = playEngine();
  const request = submit();
  run(1);
  core.condition.hung = true;
  hangUp(core, request);
  expect([request.outcome, stateOf(core).running, told.finished]).toEqual(['abort', 1, []]);
  core.condition.hung = false;
  settle(core);
  expect([stateOf(core).running, told.finished]).toEqual([0, ['abort']]);
});

test('a client that leaves ends its request as an abort, and the next one moves up', () => {
  const { submit, run, core } = playEngine({ maxRunning: 1 });
  const first = submit({ generationTokens: 50_000 });
  const second = submit();
  run(5);
  hangUp(core, first);
  run(60);
  expect([first.outcome, second.outcome]).toEqual(['abort', 'stop']);
  expect(first.generatedTokens).toBeLessThan(50_000);
});

test('a process that dies loses its requests and tells nobody', () => {
  const { submit, run, core, told } = playEngine();
  const request = submit();
  run(1);
  abandon(core);
  run(60);
  expect(request.outcome).toBe('error');
  expect(told.finished).toEqual([]);
});

test('a prompt longer than the whole KV cache ends in an error and holds up nobody', () => {
  const { submit, run } = playEngine({ kvTokens: 1_000 });
  const long = submit({ promptTokens: 5_000 });
  const short = submit({ promptTokens: 100, generationTokens: 20 });
  run(60);
  expect([long.outcome, short.outcome]).toEqual(['error', 'stop']);
});
