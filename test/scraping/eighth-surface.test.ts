import { afterAll, expect, test, vi } from 'vitest';

// Modules are shared by the files of a worker: they are made anew here, and again for whoever comes after.
vi.resetModules();
// An eighth surface is its facts with its settings, and how it is scraped; nothing else of src/ is changed.
vi.doMock('../../src/config/surfaces/index.js', async (original) => {
  const { rows, settings } = await original<typeof import('../../src/config/surfaces/index.js')>();
  const { eighth } = await import('./eighth/facts.js');
  return { rows: { ...rows, eighth }, settings: { ...settings, eighth: eighth.settings } };
});
vi.doMock('../../src/scraping/surfaces/index.js', async (original) => {
  const { surfaces } = await original<typeof import('../../src/scraping/surfaces/index.js')>();
  const { eighth } = await import('./eighth/surface.js');
  return { surfaces: { ...surfaces, eighth } };
});

// Before anything below can fail, or the next file of the worker would have an eighth surface.
afterAll(() => {
  vi.doUnmock('../../src/config/surfaces/index.js');
  vi.doUnmock('../../src/scraping/surfaces/index.js');
  vi.resetModules();
});

const { SURFACES } = await import('../../src/config/surfaces.js');
const { deliveredDashboards } = await import('../../src/config/delivered.js');
const { planOf } = await import('../../src/plan/plan.js');
const { forecast, overBudget } = await import('../../src/scraping/forecast.js');
const { jobMatcher, jobOf } = await import('../../src/scraping/jobs.js');
const { widestSeries } = await import('../../src/scraping/label-checks.js');
const { metricsOf } = await import('../../src/scraping/surface-metrics.js');
const { alertingGroups } = await import('../../src/rules/alerting.js');
const { once } = await import('../../src/lib/once.js');
const { environmentOf } = await import('../support/environment.js');
const { manifestsOf } = await import('../support/manifests.js');

const [surface = 'runtime'] = SURFACES.slice(-1);
const on = environmentOf({});
/** An environment that scrapes nothing else. */
function alone() {
  const only = { ...on, surfaces: { ...on.surfaces } };
  for (const name of SURFACES)
    if (name !== surface) only.surfaces = { ...only.surfaces, [name]: { ...only.surfaces[name], enabled: false } };
  return only;
}
const monitor = once(() => JSON.stringify(manifestsOf(on).get('ServiceMonitor.arks-eighth')));

test('it has a monitor in the tree, which finds what its row says', () => {
  expect(monitor()).toContain('"matchNames":["arks-operator-system"]');
  expect(monitor()).toContain('"matchLabels":{"app":"arks-gateway-plugins"}');
  expect(monitor()).toContain('"app.kubernetes.io/component":"eighth"');
});

test('its monitor keeps what is read of its exporter, no more of it than its limits, and says the prediction', () => {
  const names = metricsOf(surface, on).map(({ name }) => name);
  expect(names).toContain('controller_runtime_reconcile_errors_total');
  for (const name of names) expect(monitor()).toContain(name.replace(/_(bucket|sum|count)$/, ''));
  expect(monitor()).toMatch(/"sampleLimit":1000\b/);
  expect(monitor()).toMatch(/"arks.ai\/predicted-series":"operator current: \d+ of \d+"/);
});

test('its series are predicted and held against its budget', () => {
  expect(forecast(on).filter((row) => row.surface === surface)).toEqual([
    expect.objectContaining({ exporter: 'operator', budget: 1_000 }),
  ]);
  expect(overBudget(environmentOf({ surfaces: { eighth: { seriesBudget: 10 } } }))).toEqual([
    expect.objectContaining({ message: expect.stringContaining('surfaces.eighth.seriesBudget must not be below') }),
  ]);
});

test('its job is the name of its Service', () => {
  expect(jobOf(surface, on)).toBe('eighth-service');
  expect(jobMatcher([surface], on)).toEqual({ label: 'job', operator: '=', value: 'eighth-service' });
});

test('its labels are counted', () => {
  expect(widestSeries(on).labels).not.toContain('eighth_label');
  expect(widestSeries(alone()).labels).toContain('eighth_label');
});

test('what is said of the limits of every surface is said of it, in the alert and on the dashboard', () => {
  const rules = alertingGroups(on).flatMap(({ group }) => group.rules);
  const budget = rules.find((rule) => 'alert' in rule && rule.alert === 'ArksScrapeBudgetExceeded');
  expect(budget?.expr).toContain('job="eighth-service"');
  const troubleshooting = planOf(on).drawn.find(({ uid }) => uid === 'arks-troubleshooting');
  expect(troubleshooting?.json).toContain('| `eighth-service` | 1000 |');
});

test('a dashboard that its row names is delivered where it alone is scraped', () => {
  expect(deliveredDashboards(alone())).toEqual(['arks-slo', 'arks-troubleshooting', 'arks-control-plane']);
});

test('what is said of every part of the platform is said of it: scrapes that are refused, and those of which nothing is kept', () => {
  const rules = alertingGroups(on).flatMap(({ group }) => group.rules);
  const expressionOf = (name: string) =>
    rules.flatMap((rule) => ('alert' in rule && rule.alert === name ? [rule.expr] : [])).join();
  for (const name of ['ArksScrapeNothingKept', 'ArksScrapeRefused']) {
    expect(expressionOf(name)).toContain('eighth-service');
  }
});

test('where it is off there is nothing of it', () => {
  const off = environmentOf({ surfaces: { eighth: { enabled: false } } });
  expect(JSON.stringify([...manifestsOf(off)])).not.toContain('eighth');
});
