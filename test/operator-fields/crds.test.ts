import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createApp } from '../../src/app/app.js';
import { isFrom } from '../../src/config/operator-version.js';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { azureServiceSpec } from '../../src/objects/azure-monitors.js';
import { lostToOldOperator, unknownOfMonitors } from '../../src/objects/operator-fields.js';
import { vmServiceSpec } from '../../src/objects/vm-monitors.js';
import { monitorOf } from '../../src/scraping/monitors.js';
import { operatorFields, refusedFields } from '../../tools/operator-fields/fields.js';
import { environmentOf } from '../support/environment.js';
import { problemsIn } from '../support/environment-problems.js';
import { messagesOf } from '../support/messages-of.js';

const fields = operatorFields.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/operator-fields.json'), 'utf8')),
);
const OLDEST = '0.65';
const supported = fields.releases.filter((release) => isFrom(release, OLDEST));
const object = z.looseObject({ apiVersion: z.string(), kind: z.string(), spec: z.unknown().optional() });

const secret = { name: 'routes', key: 'url' };
/** Everything that writes a field of its own. */
const EVERYTHING = {
  runtimes: [...RUNTIMES],
  scrape: {
    targetLimit: 700,
    endpoints: [
      {
        surfaces: ['runtime', 'router'],
        scheme: 'https',
        tlsConfig: {
          ca: { configMap: { name: 'engines', key: 'ca' } },
          cert: { secret: { name: 'engines' } },
          keySecret: { name: 'engines' },
          serverName: 'engine.example.com',
        },
        basicAuth: { username: { name: 'engines' }, password: { name: 'engines' } },
        proxyUrl: 'http://proxy.example.com:3128',
        scrapeProtocols: ['OpenMetricsText1.0.0'],
        fallbackScrapeProtocol: 'PrometheusText0.0.4',
        podTargetLabels: ['team'],
        relabelings: [{ action: 'lowercase', sourceLabels: ['team'], targetLabel: 'team' }],
        metricRelabelings: [{ action: 'labelmap', regex: 'shard_(.+)', replacement: 'part_$1' }],
        attachMetadata: { node: true },
      },
      { surfaces: ['gateway'], targetLabels: ['tier'], authorization: { credentials: { name: 'plugin' } } },
    ],
  },
  surfaces: { customResources: { tokenLimits: true }, unmanagedRuntime: { selector: { engine: 'own' } } },
  alertmanager: {
    matcherStrategy: 'None',
    receivers: [
      { name: 'page', pagerDuty: { routingKey: secret } },
      { name: 'chat', slack: { url: secret, channel: '#arks' } },
      { name: 'hook', webhook: { url: secret } },
    ],
    routes: { critical: 'page', warning: 'chat', tenants: { 'tenant-a': 'hook' } },
  },
};

type Written = z.infer<typeof object>;

/** What the operator reads of what is written for one release, or without a word about it. */
function writtenFor(operatorVersion?: string, settings: object = EVERYTHING): readonly Written[] {
  const monitoring = operatorVersion === undefined ? {} : { operatorVersion };
  const { charts } = createApp([environmentOf({ ...settings, monitoring })], 'unused');
  const objects: readonly unknown[] = charts.flatMap((chart) => chart.toJson());
  return objects
    .map((one) => object.parse(one))
    .filter(({ apiVersion }) => apiVersion.startsWith('monitoring.coreos.com/'));
}

function refusedAt(release: string, written: readonly Written[]): readonly string[] {
  const refused = written.flatMap((one) =>
    refusedFields(fields, release, one).map((problem) => `${one.kind}: ${problem}`),
  );
  return [...new Set(refused)].sort();
}

const always = writtenFor();
const ordinary = writtenFor(undefined, { ...EVERYTHING, scrape: { targetLimit: 700 } });

test('what is written has every kind that the operator reads', () => {
  expect(new Set(always.map(({ kind }) => kind))).toEqual(new Set(Object.keys(fields.kinds)));
});

test('at least eight releases of the operator are known, from 0.60 to the newest', () => {
  expect(fields.releases.length).toBeGreaterThanOrEqual(8);
  expect([fields.releases[0], supported[0]]).toEqual(['0.60.1', '0.65.2']);
});

describe('an operator that an environment names takes every object', () => {
  // Newer ones are those of the next test.
  test.each(supported.filter((release) => !isFrom(release, '0.79')))('%s', (release) => {
    expect(refusedAt(release, writtenFor(release))).toEqual([]);
  });
});

describe('without a word about it, every operator does from 0.73 on, and from 0.79 on whatever is passed to monitors', () => {
  test.each(supported)('%s', (release) => {
    expect(refusedAt(release, ordinary).length === 0).toBe(isFrom(release, '0.73'));
    expect(refusedAt(release, always).length === 0).toBe(isFrom(release, '0.79'));
  });
});

test('an older one refuses what is not left out', () => {
  expect(refusedAt('0.65.2', always)).toEqual([
    'PodMonitor: spec.bodySizeLimit is not known',
    'PodMonitor: spec.fallbackScrapeProtocol is not known',
    'PodMonitor: spec.keepDroppedTargets is not known',
    'PodMonitor: spec.scrapeProtocols is not known',
    'PrometheusRule: spec.groups[].rules[].keep_firing_for is not known',
    'ServiceMonitor: spec.bodySizeLimit is not known',
    'ServiceMonitor: spec.fallbackScrapeProtocol is not known',
    'ServiceMonitor: spec.keepDroppedTargets is not known',
    'ServiceMonitor: spec.scrapeProtocols is not known',
  ]);
  expect(refusedAt('0.63.0', writtenFor('0.65'))).toEqual([
    'ServiceMonitor: spec.endpoints[].relabelings[].action refuses keepequal',
  ]);
});

describe('every monitor keeps classic histograms, whatever Prometheus converts', () => {
  const said = (written: readonly Written[]) => {
    const specs = written
      .filter(({ kind }) => kind.endsWith('Monitor'))
      .map(({ spec }) => z.looseObject({}).parse(spec));
    return new Set(specs.map((spec) => spec['convertClassicHistogramsToNHCB']));
  };

  test('where the operator is said to know the word, and nowhere else', () => {
    const written = writtenFor('0.82', {});
    expect([said(written), refusedAt('0.82.2', written)]).toEqual([new Set([false]), []]);
    expect(said(always)).toEqual(new Set([undefined]));
    const unknown = (operatorVersion: string) => unknownOfMonitors(environmentOf({ monitoring: { operatorVersion } }));
    expect([unknown('0.81'), unknown('0.82'), unknown('1.0')]).toEqual([['convertClassicHistogramsToNHCB'], [], []]);
  });

  test('but where Azure or VictoriaMetrics scrapes, whose objects have no such field', () => {
    const monitor = monitorOf('runtime', environmentOf({}));
    if (monitor.finds !== 'services') throw new Error('engines must be found by Services');
    expect(monitor.spec).toHaveProperty('convertClassicHistogramsToNHCB');
    for (const spec of [vmServiceSpec(monitor.spec), azureServiceSpec(monitor.spec)]) {
      expect(spec).not.toHaveProperty('convertClassicHistogramsToNHCB');
    }
  });
});

describe('synth says what is lost', () => {
  const lost = (operatorVersion: string, rules: object = {}) =>
    messagesOf(lostToOldOperator(environmentOf({ monitoring: { operatorVersion }, cluster: { name: 'a' }, rules })));

  test.each([
    ['0.65', 3],
    ['v0.66.0', 2],
    ['0.68.0', 1],
    ['0.72', 1],
    ['0.73', 0],
    ['0.100.0', 0],
    ['1.0', 0],
  ])('of %s in %i sentences', (version, count) => {
    expect(lost(version)).toHaveLength(count);
  });

  test('with the release that knows it', () => {
    expect(lost('0.72')).toEqual([
      'warning: monitoring.operatorVersion 0.72 is older than 0.73: monitors have no limit on the size of an exposition ' +
        '(bodySizeLimit); scrape.bodySizeLimit has no effect',
    ]);
  });

  test('and of formats only where they are asked for', () => {
    const environment = environmentOf({ ...EVERYTHING, monitoring: { operatorVersion: '0.78' } });
    expect(messagesOf(lostToOldOperator(environment))).toEqual([
      expect.stringMatching(
        /^warning: monitoring\.operatorVersion 0\.78 is older than 0\.79: .*\(fallbackScrapeProtocol\)/,
      ),
    ]);
  });

  test('and nothing of rules that no operator reads', () => {
    expect(lost('0.65', { target: 'mimir', mimir: { delivery: 'files' } })).toHaveLength(2);
  });
});

test.each([
  ['"0.64.1"', 'must be at least 0.65: older operators reject the relabel action keepequal'],
  ['0.70', 'must be text: write it in quotes, got 0.70'],
  ['latest', 'must be a version in quotes such as "0.73" or "0.73.2"'],
])('monitoring.operatorVersion refuses %s', (version, words) => {
  expect(problemsIn(`monitoring: { operatorVersion: ${version} }`)).toEqual([expect.stringContaining(words)]);
});

test('monitoring.operatorVersion is refused where nothing is written for that operator', () => {
  const text = 'monitoring: { operatorVersion: "0.72" }\nrules: { target: victoriametrics }';
  expect(problemsIn(text)).toEqual([expect.stringContaining('must not be set where rules.target is victoriametrics')]);
});
