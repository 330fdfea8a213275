import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { SURFACES, type SurfaceName } from '../../src/config/surfaces.js';
import type { Alert } from '../../src/rules/alert.js';
import { alertRule } from '../../src/rules/alerting.js';
import { monitoringAlerts } from '../../src/rules/alerts/monitoring.js';
import { passingEnforced, scrapingNothing } from '../../src/scraping/enforced-limits.js';
import { forecastOf, leastOf } from '../../src/scraping/forecast.js';
import { wrongLabels } from '../../src/scraping/label-checks.js';
import { monitorOf } from '../../src/scraping/monitors.js';
import { scrapedOf } from '../../src/scraping/scraped.js';
import { metricsOf } from '../../src/scraping/surface-metrics.js';
import { surfaces } from '../../src/scraping/surfaces/index.js';
import { PROJECT } from '../support/commands.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { problemsIn } from '../support/environment-problems.js';
import { messagesOf } from '../support/messages-of.js';

const enforcing = (enforced: object, more: object = {}) => environmentOf({ ...more, prometheus: { enforced } });

const refusing = (settings: object) => messagesOf(scrapingNothing(environmentOf(settings)));

/** What a monitor of each scraped surface says, beside its endpoints. */
const monitorsOf = (environment: Environment) =>
  scrapedOf(environment).map(({ name }) => ({
    name: surfaces[name].object,
    spec: monitorOf(name, environment).spec,
  }));

/** The numbers that ArksScrapeBudgetExceeded or its like divides by. */
function divisors(environment: Environment, alert: Alert): readonly number[] {
  const { expr } = alertRule(alert, environment);
  return [...expr.matchAll(/\/ ?\(?\s*(\d+)/g)].map(([, number = '']) => Number(number));
}

describe('prometheus.enforced.sampleLimit', () => {
  test('limits what monitors ask for and what alerts divide by, of every surface', () => {
    const environment = enforcing({ sampleLimit: 997 });
    const limits = monitorsOf(environment).map(({ spec }) => spec.sampleLimit);
    expect(new Set(limits)).toEqual(new Set([997]));
    for (const alert of [monitoringAlerts.scrapeBudgetExceeded, monitoringAlerts.scrapeSeriesChurning]) {
      expect(new Set(divisors(environment, alert)), alert.name).toEqual(new Set([997]));
    }
  });

  test('leaves what is smaller as it is', () => {
    const [free, limited] = [environmentOf({}), enforcing({ sampleLimit: 1_000_003 })].map((environment) => [
      monitorsOf(environment).map(({ spec }) => spec),
      divisors(environment, monitoringAlerts.scrapeBudgetExceeded),
    ]);
    expect(limited).toEqual(free);
  });

  test('is told where a target is predicted to pass it, once, with what is needed and whose else it is', () => {
    const told = (sampleLimit: number) => {
      const environment = enforcing({ sampleLimit });
      expect(scrapingNothing(environment)).toEqual([]);
      return messagesOf(passingEnforced(environment, scrapedOf(environment)));
    };
    expect(told(1_000_000)).toEqual([]);
    const most = Math.max(...forecastOf('gateway', environmentOf({})).map(({ kept }) => kept));
    expect(told(most)).toEqual([]);
    expect(told(997)).toEqual([
      `warning: prometheus.enforced.sampleLimit 997 is below the ${most} series that gateway current is predicted to keep a target of ` +
        'gateway, and too low for customResources, envoy as well: Prometheus would refuse the whole scrape; raise it there, ' +
        'shorten scrape.keep, or correct sizing',
    ]);
    expect(told(most - 1)).toEqual([expect.not.stringContaining('as well')]);
  });

  test('is refused where no target of some exporter could ever pass it, with what each of them needs', () => {
    const settings = { runtimes: ['vllm', 'sglang'] };
    const needed = Math.max(
      ...SURFACES.filter((name) => name !== 'unmanagedRuntime').flatMap((name) =>
        leastOf(name, environmentOf(settings)).map(({ kept }) => kept),
      ),
    );
    expect(scrapingNothing(enforcing({ sampleLimit: needed }, settings))).toEqual([]);
    expect(refusing({ ...settings, prometheus: { enforced: { sampleLimit: 101 } } })).toEqual([
      `prometheus.enforced.sampleLimit must not be below ${needed} series, got 101, under which no target of vllm (runtime), envoy (envoy), ` +
        'operator (operator) could ever be scraped; 7124 would be enough for all that is predicted',
    ]);
  });

  test('is refused for what is scraped, and for nothing else', () => {
    const off = { enabled: false };
    const surfaces = { gateway: off, envoy: off, operator: off, customResources: off };
    expect(scrapingNothing(enforcing({ sampleLimit: 101 }, { runtimes: ['sglang'], surfaces }))).toEqual([]);
    expect(scrapingNothing(enforcing({ sampleLimit: 101 }, { runtimes: ['vllm'], surfaces }))).toHaveLength(1);
  });

  test('takes the effect of a larger limit of our own, which is told', () => {
    const surfaces = { gateway: { seriesBudget: 20_000, sampleLimit: 60_013 } };
    const environment = enforcing({ sampleLimit: 50_021 }, { surfaces });
    expect(passingEnforced(environment, scrapedOf(environment))).toEqual([
      {
        message:
          'warning: surfaces.gateway.sampleLimit 60013 has no effect above prometheus.enforced.sampleLimit 50021',
        setting: ['surfaces', 'gateway', 'sampleLimit'],
      },
    ]);
  });
});

describe('prometheus.enforced.bodySizeLimit', () => {
  const told = (bodySizeLimit: string) => {
    const environment = enforcing({ bodySizeLimit });
    return messagesOf(passingEnforced(environment, scrapedOf(environment)));
  };

  test('limits the monitors where it is smaller, counted as Prometheus does', () => {
    const limit = (bodySizeLimit: string) => monitorsOf(enforcing({ bodySizeLimit }))[0]?.spec.bodySizeLimit;
    expect(['1MB', '16384KB', '0.01GB', '17MB', '1GiB'].map(limit)).toEqual(['1MB', '16MB', '0.01GB', '16MB', '16MB']);
  });

  test('is told where a page is predicted to be larger, whoever limits it', () => {
    expect(told('16MB')).toEqual([]);
    const page =
      /limit 1MB is below about \d+ bytes, the page of \d+ series that gateway current is predicted to show at a target of gateway/i;
    const own = environmentOf({ scrape: { bodySizeLimit: '1MB' } });
    expect(messagesOf(passingEnforced(own, scrapedOf(own)))).toEqual([expect.stringMatching(page)]);
    expect(messagesOf(passingEnforced(own, scrapedOf(own)))[0]).toMatch(/^warning: scrape\.bodySizeLimit/);
    expect(told('1MB')).toEqual([expect.stringMatching(page)]);
    expect(told('1MB')[0]).toMatch(/^warning: prometheus\.enforced\.bodySizeLimit/);
  });

  test.each([
    ['scrape', { scrape: { bodySizeLimit: '17KB' } }],
    ['prometheus.enforced', { prometheus: { enforced: { bodySizeLimit: '17KB' } } }],
  ])('is refused where no page could ever be smaller, as %s', (where, settings) => {
    expect(refusing(settings)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^${where}\\.bodySizeLimit must not be below \\d+ bytes, got "17KB", under which no target of operator \\(operator\\) could ever be scraped`,
        ),
      ),
    ]);
  });
});

/** Pages of exporters that show everything from the start, the smallest that were recorded of each. */
const PAGES: readonly (readonly [file: string, surface: SurfaceName, exporter: string])[] = [
  ['vllm-v0.txt', 'runtime', 'vllm'],
  ['vllm-0.32-two-api-servers-idle.txt', 'runtime', 'vllm'],
  ['sglang-old.txt', 'runtime', 'sglang'],
  ['sglang-old.txt', 'disaggregated', 'sglang'],
  ['tensorrt-llm-050f80d.txt', 'unmanagedRuntime', 'tensorrt-llm'],
  ['gateway-plugin-e1732a9.txt', 'gateway', 'gateway'],
  ['envoy-1.36.2.txt', 'envoy', 'envoy'],
  ['arks-operator.txt', 'operator', 'operator'],
  ['custom-resources.txt', 'customResources', 'customResources'],
];

test.each(PAGES)(
  'what is refused for %s is above the page that was recorded of it (%s, %s)',
  (file, surface, exporter) => {
    const environment = environmentOf(EVERY_RUNTIME);
    const page = readFileSync(join(PROJECT, 'test/fixtures/expositions', file), 'utf8');
    const lines = page.split('\n').filter((line) => /^[a-z]/.test(line));
    const kept = new Set(
      metricsOf(surface, environment).flatMap(({ name, suffixes }) => suffixes.map((end) => name + end)),
    );
    const [least] = leastOf(surface, environment).filter((row) => row.exporter === exporter);
    if (least === undefined) throw new Error(`nothing is known of ${exporter}`);
    expect(least.kept).toBeGreaterThan(0);
    expect(least.kept).toBeLessThanOrEqual(lines.filter((line) => kept.has(line.split(/[{ ]/)[0] ?? '')).length);
    expect(least.exposed).toBeLessThanOrEqual(lines.length);
    expect(page.length / lines.length).toBeGreaterThan(50);
  },
);

test('every exporter of which a least is said has such a page', () => {
  const said = SURFACES.flatMap((name) => leastOf(name, environmentOf(EVERY_RUNTIME)));
  const pairs = (rows: readonly (readonly [string, string])[]) => [...new Set(rows.map((row) => row.join(' ')))].sort();
  expect(pairs(said.map(({ surface, exporter }) => [surface, exporter]))).toEqual(
    pairs(PAGES.map(([, surface, exporter]) => [surface, exporter])),
  );
});

test('limits on labels and targets that Prometheus enforces are those of the monitors', () => {
  const enforced = { labelLimit: 41, labelNameLengthLimit: 101, labelValueLengthLimit: 401, targetLimit: 3_001 };
  const written = monitorsOf(enforcing(enforced, { scrape: { targetLimit: 4_001 } }));
  expect(written).toHaveLength(SURFACES.length - 1);
  for (const { spec } of written) expect(spec).toMatchObject(enforced);
});

test('an enforced limit below the labels that a series has is refused at its own place', () => {
  const environment = enforcing({ labelLimit: 3 });
  expect(wrongLabels(environment)).toEqual([
    {
      file: 'environments/test.yaml',
      line: 3,
      column: 17,
      message: expect.stringMatching(/^prometheus\.enforced\.labelLimit must not be below the \d+ labels .* got 3$/),
    },
  ]);
});

test.each([
  ['prometheus: { enforced: { labelNameLengthLimit: 63 } }', 'must be at least 64'],
  ['prometheus: { enforced: { labelValueLengthLimit: 349 } }', 'must be at least 350'],
  ['prometheus: { enforced: { bodySizeLimit: 0MB } }', 'must be a size above 0'],
  ['prometheus: { enforced: { sampleLimits: 3 } }', 'did you mean prometheus.enforced.sampleLimit'],
  [
    'prometheus: { enforced: { sampleLimit: 9 } }\nrules: { target: victoriametrics }',
    'prometheus.enforced.sampleLimit must not be set where rules.target is victoriametrics',
  ],
  [
    'prometheus: { enforced: { sampleLimit: 9 } }\ncluster: { name: a }\nrules: { target: azure, interval: 1m }\n' +
      'scrape: { target: azure }\nsurfaces: { customResources: { enabled: false } }',
    'prometheus.enforced.sampleLimit must not be set where scrape.target is azure',
  ],
])('%j is refused', (text, words) => {
  expect(problemsIn(text)).toEqual([expect.stringContaining(words)]);
});

describe('scrape.scrapeClass', () => {
  const own = {
    tls: { ca: { secret: { name: 'ca', key: 'ca.crt' } } },
    scrapeClass: { name: 'own-token', serviceAccount: { name: 'prometheus-k8s' } },
  };

  test('is the class of every monitor, but for that of the operator where it has one of its own', () => {
    const classes = (settings: object) =>
      Object.fromEntries(monitorsOf(environmentOf(settings)).map(({ name, spec }) => [name, spec.scrapeClass]));
    expect(new Set(Object.values(classes({})))).toEqual(new Set([undefined]));
    expect(new Set(Object.values(classes({ scrape: { scrapeClass: 'mesh' } })))).toEqual(new Set(['mesh']));
    expect(classes({ scrape: { scrapeClass: 'mesh' }, surfaces: { operator: own } })).toMatchObject({
      'arks-operator': 'own-token',
      'arks-runtime': 'mesh',
      'arks-envoy': 'mesh',
    });
  });

  test.each([
    ['scrape: { scrapeClass: "" }', 'must not be empty'],
    ['scrape: { scrapeClass: mesh }\nrules: { target: victoriametrics }', 'which has no Prometheus object'],
    ['scrape: { scrapeClass: mesh }\nmonitoring: { operatorVersion: "0.71" }', 'is below 0.72'],
  ])('%j is refused', (text, words) => {
    expect(problemsIn(text)).toEqual([expect.stringMatching(new RegExp(`^scrape\\.scrapeClass .*${words}`))]);
  });
});
