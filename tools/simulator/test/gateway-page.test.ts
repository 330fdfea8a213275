import { describe, expect, test } from 'vitest';
import { expositionText, families } from '../../../test/support/exposition.js';
import { USUAL_CHUNKING } from '../model/answer-chunks.js';
import { ask, playedGateway } from './gateway-play.js';

/** What the real plugin showed after streams and whole answers to three users, and answers that failed. */
const real = families(expositionText('gateway-plugin-e1732a9.txt'));
const lines = real.flatMap((family) => family.lines);
const amount = (name: string, labels: Readonly<Record<string, string>>) =>
  lines.find(
    (line) => line.name === name && Object.entries(labels).every(([label, value]) => line.labels[label] === value),
  )?.value ?? 0;
const USERS = ['alice', 'bob', 'carol'];

describe('the page of the real plugin', () => {
  test('has as many token lengths as answer times, fewer than chunks: those of whole answers', () => {
    for (const user of USERS) {
      const whole = amount('gateway_response_process_duration_milliseconds_count', { user });
      expect(amount('gateway_token_distribution_count', { user, type: 'input' })).toBe(whole);
      expect(amount('gateway_token_distribution_count', { user, type: 'output' })).toBe(whole);
      // Each of them had 12 tokens in and 5 out.
      expect(amount('gateway_token_usage', { user, type: 'input' })).toBe(12 * whole);
      expect(amount('gateway_token_usage', { user, type: 'output' })).toBe(5 * whole);
    }
    expect(amount('gateway_requests_total', { user: 'alice', status: '200' })).toBe(79);
    expect(amount('gateway_token_distribution_count', { user: 'alice', type: 'input' })).toBe(6);
  });

  test('counts a duration for each chunk of every status', () => {
    for (const user of USERS) {
      const chunks = lines.filter(({ name, labels }) => name === 'gateway_requests_total' && labels['user'] === user);
      const sum = chunks.reduce((total, { value }) => total + value, 0);
      expect(amount('gateway_request_duration_seconds_count', { user })).toBe(sum);
    }
  });

  test('shows the families that the simulated plugin shows after the same, and no other of its own', () => {
    const { gateway, clock, pluginStore } = playedGateway({
      tokens: [
        { namespace: 'tenant-a', user: 'user1', qos: [{ model: 'qwen-7b', rateLimits: [{ type: 'rpm', value: 2 }] }] },
      ],
      chunking: { ...USUAL_CHUNKING, closingChunks: 3 },
    });
    gateway.send(ask({ streaming: true }));
    for (let index = 0; index < 2; index += 1) gateway.send(ask());
    clock.runUntil(10);
    const own = (names: readonly string[]) => names.filter((name) => name.startsWith('gateway_'));
    expect(own(families(pluginStore.text()).map(({ name }) => name))).toEqual(own(real.map(({ name }) => name)));
  });
});
