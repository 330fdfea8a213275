import { createServer } from 'node:net';
import { join } from 'node:path';
import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import { property, type Sample } from '@arks-monitoring/simulator/prometheus/answers.js';
import { runPromtool } from '@arks-monitoring/simulator/prometheus/promtool.js';
import { rangesOf } from '@arks-monitoring/simulator/prometheus/ranges.js';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { loadEnvironments } from '../../src/files/load.js';
import { knownNames } from '../../src/rules/known-names.js';
import { ownGoProgram } from '../../tools/real/go-program.js';
import { PROMETHEUS_3, prometheus3 } from '../../tools/real/prometheus-versions.js';
import { type Running, startProgram } from '../../tools/real/running.js';
import { replicaMeta, scrapeReal } from '../../tools/real/scraped.js';
import { PROJECT } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { tellAfterwards } from './tell-afterwards.js';

/** How a page can be asked for. Go writes a bucket of one second as `1` in the first and in the last, and as `1.0` in the other. */
const FORMATS = ['text', 'openmetrics', 'protobuf'] as const;
const PAGE = join(PROJECT, 'test/fixtures/expositions/vllm-v1.txt');
/** How much faster than written rules are evaluated and ranges end. */
const SPEED = 10;
const WINDOW_SECONDS = 300;
/** Of a rate over half a minute, in which a busy machine may be late with a scrape. */
const TOLERANCE = 0.1;

const environment = environmentOf({ scrape: { interval: '1s', timeout: '1s' } });
const running: Running[] = [];
let prometheus: PrometheusServer;

beforeAll(async () => {
  const { prometheus: program } = await prometheus3();
  const exposition = await ownGoProgram('exposition');
  const ports = await Promise.all(FORMATS.map(freePort));
  for (const [index, format] of FORMATS.entries()) {
    const listen = `127.0.0.1:${ports[index]}`;
    const args = ['-page', PAGE, '-listen', listen, '-format', format, '-seconds', '1'];
    const ready = async () => (await fetch(`http://${listen}/metrics`)).ok;
    running.push(await startProgram({ name: `exposition as ${format}`, program: exposition, args, ready }));
  }
  const targets = FORMATS.map((format, index) => ({
    monitor: 'arks-runtime',
    address: `127.0.0.1:${ports[index]}`,
    meta: replicaMeta('tenant-a', `chat-${format}`),
  }));
  prometheus = await scrapeReal({
    prometheus: program,
    environment,
    targets,
    speed: SPEED,
    global: { scrape_protocols: ['PrometheusProto', 'OpenMetricsText1.0.0', 'PrometheusText0.0.4'] },
  });
  await prometheus.until('recording rates over whole windows of every format', 300, async () => {
    const whole = `count_over_time(up[1m]) > ${(1.2 * WINDOW_SECONDS) / SPEED}`;
    const recorded = await prometheus.query(`application:arks_requests:rate5m > 0 and on (application) ${whole}`);
    return new Set(recorded.map(({ metric }) => metric['application'])).size === FORMATS.length;
  });
});

afterAll(async () => {
  await prometheus?.stop();
  for (const program of running) await program.stop();
});

test('scrapes a replica as the monitor says', async () => {
  const recorded = await prometheus.query('pod:arks_requests_running:sum');
  expect(recorded.map(({ metric }) => metric['application']).sort()).toEqual(
    FORMATS.map((one) => `chat-${one}`).sort(),
  );
  for (const { metric } of recorded) {
    expect(metric).toMatchObject({ namespace: 'tenant-a', role: 'unified', runtime: 'vllm' });
  }
});

test('evaluates every rule without an error', async () => {
  const { groups } = Object(await prometheus.api('/rules'));
  const rules: readonly unknown[] = [...groups].flatMap((group: unknown) => [...Object(property(group, 'rules'))]);
  const written = ruleGroups(environment).flatMap((group) => group.rules);
  expect(rules).toHaveLength(written.length);
  expect(rules.filter((rule) => property(rule, 'health') !== 'ok').map((rule) => property(rule, 'lastError'))).toEqual(
    [],
  );
  const failed = await prometheus.query('sum(prometheus_rule_evaluation_failures_total) > 0');
  expect(failed).toEqual([]);
});

test('keeps the same series whichever format a page comes in, names with colons included', async () => {
  const kept = await prometheus.query('scrape_samples_post_metric_relabeling');
  expect(new Set(kept.map(({ value }) => value)).size).toBe(1);
  const names = await prometheus.query('group by (__name__, application) ({__name__=~"vllm:.+"})');
  const [text, ...others] = FORMATS.map((format) => namesOf(names, format));
  expect(text?.length).toBeGreaterThan(20);
  for (const other of others) expect(other).toEqual(text);
});

test('writes a bound of a bucket in one way, however the page spells it', async () => {
  const bounds = await prometheus.query('group by (le) ({__name__=~"vllm:.+_bucket"})');
  expect(bounds.map(({ metric }) => metric['le'] ?? '').filter((le) => /^\d+$/.test(le))).toEqual([]);
  expect(bounds.map(({ metric }) => metric['le'])).toContain('1.0');
});

test('records the same of a replica whichever format its page comes in', async () => {
  const recorded = await prometheus.query('{__name__=~".+:arks_.+", application=~"chat-.+"}');
  const [text, ...others] = FORMATS.map((format) => byIdentity(recorded, format));
  expect(text?.size).toBeGreaterThan(50);
  for (const other of others) {
    expect([...other.keys()].sort()).toEqual([...(text?.keys() ?? [])].sort());
    const off = [...other].filter(([identity, value]) => differs(value, text?.get(identity)));
    expect(off).toEqual([]);
  }
});

describe.each(loadEnvironments(join(PROJECT, 'environments'), knownNames).map((one) => [one.name, one] as const))(
  'promtool and the rules of %s',
  (_, one: Environment) => {
    test('finds nothing to complain about with every lint on', async () => {
      const { promtool } = await prometheus3();
      const args = ['check', 'rules', '--lint=all', '--lint-fatal', 'rules.yml'];
      const { ok, output } = await runPromtool(promtool, args, { 'rules.yml': { groups: ruleGroups(one) } });
      expect([ok, output]).toEqual([true, expect.stringContaining('SUCCESS')]);
    });
  },
);

test('leaves the sample that a range begins with out of it, which stories and proofs count on', async () => {
  const { promtool } = await prometheus3();
  expect(rangesOf(promtool)).toBe('left-open');
});

tellAfterwards({
  program: 'Prometheus',
  version: PROMETHEUS_3.version,
  from: 'Go module github.com/prometheus/prometheus',
  ran: 'Prometheus and promtool: a page of vLLM served as text, as OpenMetrics and as protobuf, scraped as the monitor says, with every rule loaded. `npm run test:prometheus-3` runs the tests of the default suite that start a Prometheus with them.',
  series: [],
  records: [],
  held: [
    'Every rule is evaluated without an error, and `promtool check rules --lint=all --lint-fatal` has nothing to say about those of both shipped environments.',
    'Text, OpenMetrics and protobuf end in the same series and the same records, names with colons and bounds of buckets (`1` and `1.0`) included.',
    'A range leaves out the sample that it begins with.',
  ],
  notRun: [],
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const port = Number(property(server.address(), 'port'));
      server.close(() => resolve(port));
    });
  });
}

function namesOf(samples: readonly Sample[], format: string): readonly string[] {
  const own = samples.filter(({ metric }) => metric['application'] === `chat-${format}`);
  return own.map(({ metric }) => metric['__name__'] ?? '').sort();
}

/** Values by name and labels, those left out that say which replica it is. */
function byIdentity(samples: readonly Sample[], format: string): ReadonlyMap<string, number> {
  const own = samples.filter(({ metric }) => metric['application'] === `chat-${format}`);
  return new Map(
    own.map(({ metric: { application: _, pod: __, instance: ___, ...rest }, value }) => [
      JSON.stringify(Object.entries(rest).sort()),
      value,
    ]),
  );
}

function differs(value: number, other: number | undefined): boolean {
  if (other === undefined) return true;
  return Number.isNaN(value) ? !Number.isNaN(other) : Math.abs(value - other) > TOLERANCE * Math.abs(other);
}
