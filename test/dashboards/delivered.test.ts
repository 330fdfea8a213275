import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import { DASHBOARDS } from '../../src/config/dashboard-uids.js';
import { deliveredDashboards } from '../../src/config/delivered.js';
import { environmentOf } from '../support/environment.js';

const off = (...uids: readonly string[]) => ({
  grafana: { dashboards: { off: Object.fromEntries(uids.map((uid) => [uid, 'not wanted'])) } },
});
const scraping = (...surfaces: readonly string[]) => ({
  slos: [],
  surfaces: Object.fromEntries(
    ['runtime', 'disaggregated', 'router', 'gateway', 'envoy', 'operator', 'customResources'].map((name) => [
      name,
      { enabled: surfaces.includes(name) },
    ]),
  ),
});

/** The dashboards that anything of what is written leads to. */
function linkedFrom(settings: object): readonly string[] {
  const { charts } = createApp([environmentOf(settings)], 'unused');
  const text = JSON.stringify(charts.flatMap((chart) => chart.toJson()));
  return [...new Set([...text.matchAll(/\/d\/(arks-[a-z-]+)/g)].map(([, uid = '']) => uid))];
}

describe('nothing leads to a dashboard that is not delivered', () => {
  test.each([
    ['where all are', {}, DASHBOARDS.length],
    ['where one is off', off('arks-disaggregated'), DASHBOARDS.length - 1],
    [
      'where those are off that most lead to',
      off('arks-runtime', 'arks-gateway', 'arks-slo', 'arks-troubleshooting'),
      4,
    ],
    ['where surfaces are off and theirs would be empty', scraping('operator'), 2],
    [
      'where a surface is on that no runtime of the environment has',
      { runtimes: ['vllm'], surfaces: { disaggregated: { enabled: true }, router: { enabled: true } } },
      DASHBOARDS.length - 1,
    ],
    ['where nothing else is scraped', { ...scraping('disaggregated', 'router'), runtimes: ['vllm'] }, 0],
    ['where none is left', off(...DASHBOARDS), 0],
    [
      'where rules are files and grafana-operator delivers',
      {
        cluster: { name: 'eu-1' },
        rules: { target: 'mimir', mimir: { delivery: 'files' } },
        grafana: {
          url: 'https://grafana.example.com',
          logs: { uid: 'loki' },
          traces: { uid: 'tempo' },
          dashboards: { delivery: 'operator', off: { 'arks-runtime': 'not wanted', 'arks-slo': 'not wanted' } },
        },
      },
      DASHBOARDS.length - 2,
    ],
  ])('%s', (_, settings, count) => {
    const delivered = deliveredDashboards(environmentOf(settings));
    expect(delivered).toHaveLength(count);
    expect(linkedFrom(settings).filter((uid) => !delivered.some((one) => one === uid))).toEqual([]);
  });
});

test('an alert whose dashboard is off leads to the first that is there', () => {
  expect(linkedFrom({ ...off(...DASHBOARDS.filter((uid) => uid !== 'arks-tenants')) })).toEqual(['arks-tenants']);
});
