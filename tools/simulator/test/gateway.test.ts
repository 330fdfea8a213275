import { describe, expect, test } from 'vitest';
import { pluginExporter } from '../exporters/plugin.js';
import type { ArksQuota, ArksToken, RateLimit } from '../model/access.js';
import type { Flaw } from '../model/admission.js';
import { USUAL_CHUNKING } from '../model/answer-chunks.js';
import type { Ask } from '../model/request.js';
import { ask, CLUSTER, playedGateway, USER1 } from './gateway-play.js';
import { readableStore } from './readable-store.js';

const LISTENER = { envoy_http_conn_manager_prefix: 'http-10080' };
const tokenWith = (rateLimits: readonly RateLimit[], quota?: string): ArksToken[] => [
  {
    namespace: 'tenant-a',
    user: 'user1',
    qos: [
      { model: 'qwen-7b', rateLimits, ...(quota === undefined ? {} : { quota }) },
      { model: 'nowhere', rateLimits: [] },
    ],
  },
];
const basic: ArksQuota = { namespace: 'tenant-a', name: 'basic', limits: [{ type: 'total', value: 100 }] };
const NO_USER: Partial<Ask> = { user: 'stranger' };

describe('status codes', () => {
  const cases: readonly (readonly [string, number, string, Partial<Ask>, Flaw | undefined])[] = [
    ['a good request', 200, 'stop', {}, undefined],
    ['one without bearer token', 401, 'unauthorized', {}, 'no bearer token'],
    ['one that is no JSON, whoever sends it', 400, 'refused', NO_USER, 'malformed body'],
    ['an unknown token', 500, 'unauthorized', NO_USER, undefined],
    ['a model that the token does not list', 500, 'refused', { model: 'deepseek-r1' }, undefined],
    ['a model that is listed and has no endpoint', 400, 'refused', { model: 'nowhere' }, undefined],
    ['a stream that does not ask for usage', 400, 'refused', { streaming: true }, 'stream without usage'],
    ['a body over the limit', 413, 'refused', {}, 'body too large'],
  ];
  test.each(cases)('%s gets %d and ends as %s', (_, status, outcome, own, flaw) => {
    const { gateway, clock } = playedGateway({ tokens: tokenWith([]) });
    const request = gateway.send(ask(own), flaw);
    clock.runUntil(10);
    expect(request).toMatchObject({ status, outcome });
  });

  test('a rate limit rejects with 429, tells its rule, and reaches no engine', () => {
    const { gateway, clock, backend, pluginStore } = playedGateway({ tokens: tokenWith([{ type: 'rpm', value: 2 }]) });
    const requests = Array.from({ length: 5 }, () => gateway.send(ask()));
    clock.runUntil(10);
    expect(requests.map(({ status }) => status)).toEqual([200, 200, 429, 429, 429]);
    expect(requests[3]).toMatchObject({ outcome: 'rate-limited', rule: 'rpm' });
    expect(backend.got).toHaveLength(2);
    expect(pluginStore.value('gateway_rate_limit_hits_total', { ...USER1, rule_type: 'rpm' })).toBe(3);
    expect(pluginStore.value('gateway_requests_total', { ...USER1, status: '200' })).toBe(2);
    expect(pluginStore.sum('gateway_requests_total', { status: '429' })).toBe(0);
  });

  test('a quota rejects with 429 once it is overdrawn, and no counter of the plugin shows it', () => {
    const { gateway, clock, pluginStore } = playedGateway({ tokens: tokenWith([], 'basic'), quotas: [basic] });
    const requests = [0, 10, 20, 30].map((time) => {
      clock.runUntil(time);
      return gateway.send(ask());
    });
    clock.runUntil(50);
    expect(requests.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    expect(requests[3]?.outcome).toBe('quota-exhausted');
    expect(gateway.quotas.counted(basic, 'total')).toBe(3 * (31 + 17));
    expect(pluginStore.sum('gateway_rate_limit_hits_total')).toBe(0);
    expect(pluginStore.sum('gateway_requests_total')).toBe(3);
  });

  test('two users who name one quota draw on it together', () => {
    const two = tokenWith([], 'basic').flatMap((token) => [token, { ...token, user: 'user2' }]);
    const { gateway, clock } = playedGateway({ tokens: two, quotas: [basic] });
    for (const user of ['user1', 'user2', 'user2']) gateway.send(ask({ user }));
    clock.runUntil(10);
    const last = gateway.send(ask());
    clock.runUntil(20);
    expect(last.status).toBe(429);
  });

  test('a quota that does not exist is a 500', () => {
    const { gateway, clock } = playedGateway({ tokens: tokenWith([], 'forgotten') });
    const request = gateway.send(ask());
    clock.runUntil(10);
    expect(request.status).toBe(500);
  });

  test('without Redis only users without limits get through', () => {
    const { gateway, clock } = playedGateway({ tokens: tokenWith([{ type: 'rpd', value: 9 }]) });
    gateway.redis.answers = false;
    const limited = gateway.send(ask());
    clock.runUntil(10);
    expect(limited.status).toBe(500);
    const free = playedGateway();
    free.gateway.redis.answers = false;
    const unlimited = free.gateway.send(ask());
    free.clock.runUntil(10);
    expect(unlimited.status).toBe(200);
  });

  test('an endpoint without hosts answers 500, which the plugin counts once', () => {
    const { gateway, clock, backend, pluginStore } = playedGateway();
    backend.found = { total: 0, healthy: 0 };
    const request = gateway.send(ask({ streaming: true }));
    clock.runUntil(10);
    expect(request).toMatchObject({ status: 500, outcome: 'refused' });
    expect(backend.got).toEqual([]);
    expect(pluginStore.value('gateway_requests_total', { ...USER1, status: '500' })).toBe(1);
  });

  test('of a route that lost most of its hosts any is asked, and those that are gone answer 503', () => {
    const { gateway, clock, backend, envoyStore } = playedGateway();
    gateway.faults('tenant-a', 'qwen-7b').lostHosts = 2;
    for (let index = 0; index < 900; index += 1) gateway.send(ask());
    clock.runUntil(10);
    const failed = gateway.log.filter(({ status }) => status === 503).length;
    expect(failed).toBeGreaterThan(500);
    expect(failed).toBeLessThan(700);
    expect(backend.got).toHaveLength(900 - failed);
    expect(envoyStore.value('envoy_cluster_lb_healthy_panic', CLUSTER)).toBe(900);
    expect(envoyStore.value('envoy_cluster_upstream_cx_connect_fail', CLUSTER)).toBe(failed);
    expect(envoyStore.value('envoy_cluster_upstream_rq_total', CLUSTER)).toBe(900 - failed);
  });

  test('a route that lost one host in three does without it', () => {
    const { gateway, clock, envoyStore } = playedGateway();
    gateway.faults('tenant-a', 'qwen-7b').lostHosts = 1;
    for (let index = 0; index < 90; index += 1) gateway.send(ask());
    clock.runUntil(10);
    expect(gateway.log.every(({ status }) => status === 200)).toBe(true);
    expect(envoyStore.value('envoy_cluster_lb_healthy_panic', CLUSTER)).toBe(0);
  });

  test('hosts that Envoy has lost leave 503 and no request for the engines', () => {
    const { gateway, clock, backend, envoyStore } = playedGateway();
    gateway.faults('tenant-a', 'qwen-7b').lostHosts = 3;
    const request = gateway.send(ask());
    clock.runUntil(10);
    gateway.refresh();
    expect(request.status).toBe(503);
    expect(backend.got).toEqual([]);
    expect(envoyStore.value('envoy_cluster_lb_healthy_panic', CLUSTER)).toBe(1);
    expect(envoyStore.value('envoy_cluster_upstream_cx_none_healthy', CLUSTER)).toBe(0);
    expect(envoyStore.value('envoy_cluster_upstream_rq_total', CLUSTER)).toBe(0);
    expect(envoyStore.value('envoy_cluster_membership_healthy', CLUSTER)).toBe(0);
    expect(envoyStore.value('envoy_cluster_membership_total', CLUSTER)).toBe(3);
  });

  test('errors of the hosts come through with their status, in the share that was set', () => {
    const { gateway, clock, envoyStore } = playedGateway();
    Object.assign(gateway.faults('tenant-a', 'qwen-7b'), { errorShare: 0.3, errorStatus: 502 });
    for (let index = 0; index < 1000; index += 1) gateway.send(ask());
    clock.runUntil(10);
    const failed = gateway.log.filter(({ status }) => status === 502);
    expect(failed.length).toBeGreaterThan(240);
    expect(failed.length).toBeLessThan(360);
    expect(gateway.log.filter(({ status }) => status === 200)).toHaveLength(1000 - failed.length);
    const fifth = { ...CLUSTER, envoy_response_code_class: '5' };
    expect(envoyStore.value('envoy_cluster_upstream_rq_xx', fifth)).toBe(failed.length);
  });
});

describe('the books of the plugin', () => {
  // A stream of 20 chunks added 21, 22 or 23 to the real plugin, by the shape of its tail.
  test.each([1, 2, 3] as const)(
    'a stream counts once for each chunk and %d at its end, a whole answer once',
    (closing) => {
      const { gateway, clock, pluginStore } = playedGateway({
        chunking: { ...USUAL_CHUNKING, closingChunks: closing },
      });
      gateway.send(ask({ streaming: true, generationTokens: 20 }));
      gateway.send(ask({ generationTokens: 20 }));
      clock.runUntil(10);
      expect(pluginStore.value('gateway_requests_total', { ...USER1, status: '200' })).toBe(20 + closing + 1);
      expect(pluginStore.observed('gateway_request_duration_seconds', USER1).count).toBe(20 + closing + 1);
    },
  );

  test('chunks that Envoy merges count once', () => {
    const { gateway, clock, pluginStore } = playedGateway({ chunking: { ...USUAL_CHUNKING, tokensPerChunk: 8 } });
    gateway.send(ask({ streaming: true, generationTokens: 41 }));
    clock.runUntil(10);
    expect(pluginStore.sum('gateway_requests_total')).toBe(6 + 2);
  });

  test('tokens stand under the label token, which holds the model', () => {
    const { gateway, clock, pluginStore } = playedGateway();
    gateway.send(ask());
    clock.runUntil(10);
    const labels = { namespace: 'tenant-a', user: 'user1', token: 'qwen-7b' };
    expect(pluginStore.value('gateway_token_usage', { ...labels, type: 'input' })).toBe(31);
    expect(pluginStore.value('gateway_token_usage', { ...labels, type: 'output' })).toBe(17);
  });

  test.each([1, 2, 3] as const)(
    'no token of a stream that ends with %d chunks is counted, while Redis counts all',
    (closing) => {
      const { gateway, clock, pluginStore } = playedGateway({
        tokens: tokenWith([{ type: 'tpd', value: 1e9 }], 'basic'),
        quotas: [{ ...basic, limits: [{ type: 'total', value: 1e9 }] }],
        chunking: { ...USUAL_CHUNKING, closingChunks: closing },
      });
      for (let index = 0; index < 10; index += 1)
        gateway.send(ask({ streaming: true, promptTokens: 12, generationTokens: 10 }));
      clock.runUntil(10);
      const counted = new Set(pluginStore.samples().map(({ name }) => name));
      expect([...counted].filter((name) => /^gateway_(token|response)/.test(name))).toEqual([]);
      expect(gateway.limits.used(USER1, 'tpd')).toBe(220);
      expect(gateway.quotas.counted(basic, 'total')).toBe(220);
    },
  );

  test('one whole answer after them is all that stands in its token counters', () => {
    const { gateway, clock, pluginStore } = playedGateway();
    for (let index = 0; index < 50; index += 1) gateway.send(ask({ streaming: true }));
    gateway.send(ask());
    clock.runUntil(10);
    expect(pluginStore.sum('gateway_token_usage', { type: 'output' })).toBe(17);
    expect(pluginStore.observed('gateway_token_distribution', { type: 'input' })).toEqual({ count: 1, sum: 31 });
  });

  test.each([
    { envoy: '1.40', passesLocalReplies: true, counted: 1 },
    { envoy: '1.36', passesLocalReplies: false, counted: 0 },
  ])('a 503 that Envoy $envoy gives itself counts $counted', ({ passesLocalReplies, counted }) => {
    const { gateway, clock, pluginStore } = playedGateway({ chunking: { ...USUAL_CHUNKING, passesLocalReplies } });
    gateway.faults('tenant-a', 'qwen-7b').lostHosts = 3;
    const request = gateway.send(ask());
    clock.runUntil(10);
    expect(request.status).toBe(503);
    expect(pluginStore.sum('gateway_requests_total', { status: '503' })).toBe(counted);
  });

  test('a client that hangs up in a stream leaves chunks and no charge', () => {
    const { gateway, clock, backend, pluginStore, envoyStore } = playedGateway({
      tokens: tokenWith([{ type: 'tpd', value: 1e9 }]),
    });
    Object.assign(backend, { outcome: 'abort', late: true });
    const request = gateway.send(ask({ streaming: true }));
    clock.runUntil(10);
    expect(request.status).toBe(200);
    expect(pluginStore.sum('gateway_requests_total')).toBe(17);
    expect(gateway.limits.used(USER1, 'tpd')).toBe(0);
    expect(envoyStore.value('envoy_http_downstream_rq_rx_reset', LISTENER)).toBe(1);
    expect(envoyStore.value('envoy_http_downstream_rq_active', LISTENER)).toBe(0);
  });

  test('an engine that hangs does not hide from Envoy that the client left', () => {
    const { gateway, clock, backend, envoyStore, pluginStore } = playedGateway();
    backend.hangs = true;
    const request = gateway.send(ask({ patienceSeconds: 20 }));
    clock.runUntil(20);
    expect(request.outcome).toBe('pending');
    expect(envoyStore.value('envoy_http_downstream_rq_active', LISTENER)).toBe(1);
    clock.runUntil(22);
    expect(request).toMatchObject({ outcome: 'abort', status: 0 });
    expect(envoyStore.value('envoy_http_downstream_rq_active', LISTENER)).toBe(0);
    expect(envoyStore.sum('envoy_http_downstream_rq_xx', LISTENER)).toBe(0);
    expect(pluginStore.sum('gateway_requests_total')).toBe(0);
  });
});

describe('Envoy', () => {
  test('counts classes as the log has statuses, whatever happens', () => {
    const { gateway, clock, backend, envoyStore } = playedGateway({ tokens: tokenWith([{ type: 'rpm', value: 30 }]) });
    const flaws: (Flaw | undefined)[] = ['no bearer token', 'malformed body', 'body too large', undefined, undefined];
    for (let second = 0; second < 300; second += 1) {
      clock.runUntil(second);
      backend.outcome = second % 3 === 0 ? 'error' : 'stop';
      gateway.send(ask({ streaming: second % 2 === 0 }), flaws[second % flaws.length]);
      gateway.send(ask(second % 7 === 0 ? NO_USER : {}));
    }
    clock.runUntil(400);
    expect(gateway.log).toHaveLength(600);
    for (const digit of [2, 4, 5]) {
      const inLog = gateway.log.filter(({ status }) => Math.floor(status / 100) === digit).length;
      const labels = { ...LISTENER, envoy_response_code_class: `${digit}` };
      expect(inLog).toBeGreaterThan(0);
      expect(envoyStore.value('envoy_http_downstream_rq_xx', labels)).toBe(inLog);
    }
    expect(envoyStore.value('envoy_http_downstream_rq_total', LISTENER)).toBe(600);
    expect(envoyStore.value('envoy_http_downstream_rq_too_large', LISTENER)).toBe(60);
    const broken = envoyStore.value('envoy_http_downstream_rq_tx_reset', LISTENER) ?? 0;
    expect(broken).toBe(gateway.log.filter(({ status, outcome }) => status === 200 && outcome === 'error').length);
    expect(envoyStore.observed('envoy_http_downstream_rq_time', LISTENER).count).toBe(600 - broken);
  });

  test('times a request from arrival to the end of its answer, in milliseconds', () => {
    const { gateway, clock, envoyStore } = playedGateway();
    gateway.send(ask());
    clock.runUntil(10);
    expect(envoyStore.observed('envoy_http_downstream_rq_time', LISTENER).sum).toBeCloseTo(2003, 6);
    expect(envoyStore.observed('envoy_cluster_upstream_rq_time', CLUSTER).sum).toBeCloseTo(2000, 6);
  });

  test('a route timeout cuts a stream after its 200 and leaves any other answer a 504', () => {
    const { gateway, clock, envoyStore } = playedGateway();
    gateway.faults('tenant-a', 'qwen-7b').routeTimeoutSeconds = 1.5;
    const stream = gateway.send(ask({ streaming: true }));
    const whole = gateway.send(ask());
    clock.runUntil(10);
    expect([stream.status, whole.status]).toEqual([200, 504]);
    expect(envoyStore.value('envoy_cluster_upstream_rq_timeout', CLUSTER)).toBe(2);
    expect(envoyStore.value('envoy_http_downstream_rq_tx_reset', LISTENER)).toBe(1);
    expect(envoyStore.value('envoy_http_downstream_rq_rx_reset', LISTENER)).toBe(1);
    expect(envoyStore.observed('envoy_http_downstream_rq_time', LISTENER).count).toBe(1);
    expect(envoyStore.value('envoy_cluster_upstream_cx_destroy_remote_with_active_rq', CLUSTER)).toBe(0);
  });

  test('a client that leaves before the route timeout is nobody’s cut', () => {
    const { gateway, clock, envoyStore } = playedGateway();
    gateway.faults('tenant-a', 'qwen-7b').routeTimeoutSeconds = 1.5;
    const request = gateway.send(ask({ streaming: true, patienceSeconds: 0.3 }));
    clock.runUntil(10);
    expect(request).toMatchObject({ outcome: 'abort', status: 0 });
    expect(envoyStore.value('envoy_cluster_upstream_rq_timeout', CLUSTER)).toBe(0);
  });

  test('what is told by status comes with the first answer of it', () => {
    const { gateway, clock, envoyStore } = playedGateway();
    gateway.refresh();
    expect(envoyStore.text()).not.toMatch(/envoy_cluster_upstream_rq(_xx|_time_count)?\{/);
    gateway.send(ask());
    clock.runUntil(10);
    expect(envoyStore.text()).toMatch(/envoy_cluster_upstream_rq_xx\{envoy_response_code_class="2"/);
    expect(envoyStore.text()).not.toMatch(/envoy_cluster_upstream_rq_xx\{envoy_response_code_class="5"/);
  });

  test('an answer that breaks off after its first token stays a 200 and charges nobody', () => {
    const { gateway, clock, backend, envoyStore, pluginStore } = playedGateway();
    Object.assign(backend, { outcome: 'error', late: true });
    const request = gateway.send(ask({ streaming: true }));
    clock.runUntil(10);
    expect(request).toMatchObject({ status: 200, outcome: 'error' });
    expect(envoyStore.value('envoy_http_downstream_rq_tx_reset', LISTENER)).toBe(1);
    expect(envoyStore.value('envoy_http_downstream_rq_rx_reset', LISTENER)).toBe(1);
    expect(envoyStore.value('envoy_cluster_upstream_cx_destroy_remote_with_active_rq', CLUSTER)).toBe(1);
    expect(pluginStore.sum('gateway_token_usage')).toBe(0);
  });

  test('three errors in a row take a host out for 30 s, two do not', () => {
    const { gateway, clock, backend, envoyStore } = playedGateway();
    const healthyNow = () => {
      gateway.refresh();
      return envoyStore.value('envoy_cluster_membership_healthy', CLUSTER);
    };
    backend.outcome = 'error';
    // Three hosts in turn.
    for (let index = 0; index < 6; index += 1) gateway.send(ask());
    clock.runUntil(10);
    expect(healthyNow()).toBe(3);
    gateway.send(ask());
    clock.runUntil(20);
    expect(healthyNow()).toBe(2);
    expect(envoyStore.value('envoy_cluster_outlier_detection_ejections_active', CLUSTER)).toBe(1);
    clock.runUntil(43);
    expect(healthyNow()).toBe(3);
    expect(envoyStore.value('envoy_cluster_outlier_detection_ejections_enforced_total', CLUSTER)).toBe(1);
  });

  test('shows no hosts of a route that has no backend any more', () => {
    const { gateway, backend, envoyStore } = playedGateway();
    gateway.refresh();
    expect(envoyStore.value('envoy_cluster_membership_total', CLUSTER)).toBe(3);
    backend.found = { total: 0, healthy: 0 };
    gateway.refresh();
    expect(envoyStore.value('envoy_cluster_membership_total', CLUSTER)).toBeUndefined();
  });
});

describe('a plugin that fails', () => {
  test('answers nothing while it is down: 500, and a stream that failed as it opened', () => {
    const { gateway, clock, plugin, envoyStore, backend } = playedGateway();
    plugin.down = true;
    const request = gateway.send(ask());
    clock.runUntil(10);
    expect(request).toMatchObject({ status: 500, outcome: 'refused' });
    expect(backend.got).toEqual([]);
    expect(envoyStore.value('envoy_http_ext_proc_streams_failed', LISTENER)).toBe(1);
    expect(envoyStore.value('envoy_http_ext_proc_streams_started', LISTENER)).toBe(0);
  });

  test('is given up on after 5 s with 504, and waited for below', () => {
    const { gateway, clock, plugin, envoyStore } = playedGateway();
    plugin.delaySeconds = 5;
    const given = gateway.send(ask());
    plugin.delaySeconds = 4;
    const waited = gateway.send(ask());
    clock.runUntil(4.9);
    expect(given.status).toBe(0);
    clock.runUntil(10);
    expect([given.status, waited.status]).toEqual([504, 200]);
    expect(envoyStore.value('envoy_http_ext_proc_message_timeouts', LISTENER)).toBe(1);
    expect(envoyStore.value('envoy_http_ext_proc_streams_failed', LISTENER)).toBe(0);
  });

  test('takes the answers with it that were under way, and a new process knows none of them', () => {
    const { gateway, clock, plugin, pluginStore, envoyStore } = playedGateway();
    const whole = gateway.send(ask());
    const stream = gateway.send(ask({ streaming: true }));
    clock.runUntil(1.5);
    const fresh = readableStore('gateway');
    plugin.observer = pluginExporter({ store: fresh, clock }).observer;
    const next = gateway.send(ask());
    clock.runUntil(10);
    expect([whole.status, stream.status, next.status]).toEqual([500, 200, 200]);
    expect(pluginStore.sum('gateway_requests_total')).toBe(0);
    expect(fresh.sum('gateway_requests_total')).toBe(1);
    expect(envoyStore.value('envoy_http_ext_proc_streams_failed', LISTENER)).toBe(2);
    expect(envoyStore.value('envoy_http_downstream_rq_tx_reset', LISTENER)).toBe(1);
  });

  test('copies no quota to its custom resource while it is down', () => {
    const { gateway, clock, plugin } = playedGateway({ tokens: tokenWith([], 'basic'), quotas: [basic] });
    gateway.send(ask());
    clock.runUntil(9);
    expect(gateway.quotas.status(basic)).toEqual([]);
    clock.runUntil(10);
    expect(gateway.quotas.status(basic)).toEqual([{ type: 'total', used: 48 }]);
    gateway.send(ask());
    clock.runUntil(15);
    plugin.down = true;
    clock.runUntil(60);
    expect(gateway.quotas.status(basic)).toEqual([{ type: 'total', used: 48 }]);
    plugin.down = false;
    clock.runUntil(70);
    expect(gateway.quotas.status(basic)).toEqual([{ type: 'total', used: 96 }]);
  });
});

describe('several replicas', () => {
  test('share the requests in turn and the limits altogether', () => {
    const { gateway, clock, pluginStores, envoyStores } = playedGateway({
      replicas: 2,
      tokens: tokenWith([{ type: 'rpm', value: 6 }]),
    });
    for (let index = 0; index < 10; index += 1) gateway.send(ask());
    clock.runUntil(10);
    expect(pluginStores.map((store) => store.sum('gateway_requests_total'))).toEqual([3, 3]);
    expect(pluginStores.map((store) => store.sum('gateway_rate_limit_hits_total'))).toEqual([2, 2]);
    expect(envoyStores.map((store) => store.value('envoy_http_downstream_rq_total', LISTENER))).toEqual([5, 5]);
  });

  test('fail half of the requests while one of two is down', () => {
    const { gateway, clock, plugin } = playedGateway({ replicas: 2 });
    plugin.down = true;
    for (let index = 0; index < 10; index += 1) gateway.send(ask());
    clock.runUntil(10);
    expect(gateway.log.filter(({ status }) => status === 500)).toHaveLength(5);
  });
});

test('the same seed fails the same requests, another seed others', () => {
  const failedWith = (seed: number) => {
    const { gateway, clock } = playedGateway({ seed });
    gateway.faults('tenant-a', 'qwen-7b').errorShare = 0.5;
    for (let index = 0; index < 40; index += 1) gateway.send(ask());
    clock.runUntil(10);
    return gateway.log.map(({ status }) => status);
  };
  expect(failedWith(7)).toEqual(failedWith(7));
  expect(failedWith(7)).not.toEqual(failedWith(8));
});

test('faults behind an endpoint that does not exist are an error', () => {
  expect(() => playedGateway().gateway.faults('tenant-a', 'qwen')).toThrow('no endpoint tenant-a/qwen');
});
