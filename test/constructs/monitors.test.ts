import { describe, expect, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { monitorsOf } from '../support/monitors.js';

const budget = (sampleLimit: number) => ({ sampleLimit });
const environment = environmentOf({
  scrape: { labelLimit: 37, bodySizeLimit: '19MB', interval: '41s', timeout: '7s' },
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
  test('refuses a sample with too many labels, and a body that is too large', () => {
    expect(spec).toMatchObject({ labelLimit: 37, bodySizeLimit: '19MB' });
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
