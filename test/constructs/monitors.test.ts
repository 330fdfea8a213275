import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { type Monitor, monitorsOf } from '../support/monitors.js';

const EXPOSITIONS = join(import.meta.dirname, '../fixtures/expositions');
const budget = (sampleLimit: number) => ({ sampleLimit });
const environment = environmentOf({
  scrape: {
    labelLimit: 37,
    labelNameLengthLimit: 97,
    labelValueLengthLimit: 367,
    keepDroppedTargets: 211,
    bodySizeLimit: '19MB',
    interval: '41s',
    timeout: '7s',
  },
  surfaces: {
    runtime: budget(1_000_003),
    disaggregated: budget(1_000_007),
    router: budget(1_000_011),
    gateway: budget(1_000_013),
    envoy: budget(1_000_017),
    operator: budget(1_000_019),
    customResources: budget(1_000_023),
  },
});

const monitors = monitorsOf(environment);

test('each monitor has the sample limit of its own surface', () => {
  expect(monitors.map(({ name, spec }) => [name, spec.sampleLimit]).sort()).toEqual([
    ['PodMonitor.arks-disaggregated', 1_000_007],
    ['PodMonitor.arks-envoy', 1_000_017],
    ['PodMonitor.arks-router', 1_000_011],
    ['ServiceMonitor.arks-custom-resources', 1_000_023],
    ['ServiceMonitor.arks-gateway', 1_000_013],
    ['ServiceMonitor.arks-operator', 1_000_019],
    ['ServiceMonitor.arks-runtime', 1_000_003],
  ]);
});

describe.each(monitors)('$name', ({ spec, endpoints }) => {
  test('refuses a sample with too many or too long labels, and a body that is too large', () => {
    expect(spec).toMatchObject({ labelLimit: 37, bodySizeLimit: '19MB' });
    expect(spec).toMatchObject({ labelNameLengthLimit: 97, labelValueLengthLimit: 367 });
  });

  test('has Prometheus remember so many dropped targets, and refuse none for being many', () => {
    expect(spec).toMatchObject({ keepDroppedTargets: 211 });
    expect(spec).not.toHaveProperty('targetLimit');
  });

  test('is scraped when the environment says, by a Prometheus that no target can send elsewhere', () => {
    expect(endpoints).toMatchObject([{ interval: '41s', scrapeTimeout: '7s', followRedirects: false }]);
  });

  test('drops _created first, whatever else it keeps', () => {
    expect(endpoints.map(({ metricRelabelings = [] }) => metricRelabelings[0])).toEqual([
      { action: 'drop', sourceLabels: ['__name__'], regex: '.+_created' },
    ]);
  });
});

describe('what gives a monitor or its Service another name or place changes no job', () => {
  const placed = environmentOf({
    monitoring: { namespace: 'watching' },
    runtimes: ['sglang', 'tensorrt-llm'],
    surfaces: { unmanagedRuntime: { selector: { engine: 'own' } } },
  });
  const written = ({ endpoints }: Monitor) =>
    endpoints.flatMap(({ relabelings = [] }) => relabelings.filter(({ targetLabel }) => targetLabel === 'job'));

  test('since it is written where it would be made of a name of ours, and nowhere else', () => {
    const rows = monitorsOf(placed).map((monitor) => [monitor.name, written(monitor).map((rule) => rule.replacement)]);
    expect(rows.sort()).toEqual([
      ['PodMonitor.arks-disaggregated', ['watching/arks-disaggregated']],
      ['PodMonitor.arks-envoy', ['watching/arks-envoy']],
      ['PodMonitor.arks-router', ['watching/arks-router']],
      ['PodMonitor.arks-unmanaged-runtime', ['watching/arks-unmanaged-runtime']],
      ['ServiceMonitor.arks-custom-resources', ['arks-custom-resources']],
      ['ServiceMonitor.arks-gateway', []],
      ['ServiceMonitor.arks-operator', []],
      ['ServiceMonitor.arks-runtime', []],
    ]);
  });

  test('whatever the target is found as', () => {
    const rules = monitorsOf(placed).flatMap(written);
    expect(rules.map(({ action, sourceLabels }) => [action, sourceLabels])).toEqual(
      rules.map(() => ['replace', undefined]),
    );
  });

  test('and a Service of ours is looked for beside its monitor, wherever that is', () => {
    const anywhere = monitorsOf(placed).filter(({ spec }) => spec.namespaceSelector === undefined);
    expect(anywhere.map(({ name }) => name)).toEqual(['ServiceMonitor.arks-custom-resources']);
  });
});

test('has a limit on targets only where the environment says so, since above it no tenant of the monitor is scraped', () => {
  const limited = monitorsOf(environmentOf({ scrape: { targetLimit: 20_011 } }));
  expect(limited.map(({ spec }) => spec.targetLimit)).toEqual(limited.map(() => 20_011));
});

describe('labels are never longer than the limits allow', () => {
  const { scrape } = environmentOf({});
  const pages = readdirSync(EXPOSITIONS).map((file) => [file, readFileSync(join(EXPOSITIONS, file), 'utf8')] as const);

  test.each(pages)('of %s, with room', (_, text) => {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const pairs = lines.flatMap((line) => [...line.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)]);
    const longest = (texts: readonly string[]) => Math.max(0, ...texts.map((one) => Buffer.byteLength(one)));
    expect(longest(pairs.map(([, name = '']) => name))).toBeLessThan(scrape.labelNameLengthLimit / 2);
    const values = [...pairs.map(([, , value = '']) => value), ...lines.map((line) => line.split(/[{ ]/)[0] ?? '')];
    expect(longest(values)).toBeLessThan(scrape.labelValueLengthLimit / 2);
  });

  test('for the longest names that Kubernetes allows', () => {
    const [namespace, name] = ['n'.repeat(63), 'e'.repeat(253)];
    for (const value of [
      `httproute/${namespace}/${name}/rule/100`,
      `arks-application-${name}`,
      `${namespace}/${name}`,
    ]) {
      expect(value.length).toBeLessThan(scrape.labelValueLengthLimit);
    }
  });
});
