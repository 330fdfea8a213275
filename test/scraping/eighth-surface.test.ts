import { afterAll, expect, test, vi } from 'vitest';

// Modules are shared by the files of a worker: they are made anew here, and again for whoever comes after.
vi.resetModules();
// An eighth surface is a name with its settings and a row; nothing else of src/ is changed.
vi.doMock('../../src/config/surfaces.js', async (original) => {
  const { SURFACES, ...others } = await original<typeof import('../../src/config/surfaces.js')>();
  return { ...others, SURFACES: [...SURFACES, 'eighth'] };
});
vi.doMock('../../src/scraping/surfaces/index.js', async (original) => {
  const { surfaces } = await original<typeof import('../../src/scraping/surfaces/index.js')>();
  const { eighth } = await import('./eighth/surface.js');
  return { surfaces: { ...surfaces, eighth } };
});

// Before anything below can fail, or the next file of the worker would have an eighth surface.
afterAll(() => {
  vi.doUnmock('../../src/config/surfaces.js');
  vi.doUnmock('../../src/scraping/surfaces/index.js');
  vi.resetModules();
});

const { SURFACES } = await import('../../src/config/surfaces.js');
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
const without = environmentOf({});
/** Such an environment as its schema would make: settings of a surface are the one thing that stands elsewhere. */
function settings(eighth: { readonly enabled: boolean; readonly seriesBudget: number }) {
  const surfaces = { ...without.surfaces, eighth };
  return { ...without, surfaces };
}
const on = settings({ enabled: true, seriesBudget: 1_000 });
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
  expect(overBudget(settings({ enabled: true, seriesBudget: 10 }))).toEqual([
    expect.objectContaining({ message: expect.stringContaining('surfaces.eighth.seriesBudget must not be below') }),
  ]);
});

test('its job is the name of its Service', () => {
  expect(jobOf(surface, 'monitoring')).toBe('eighth-service');
  expect(jobMatcher([surface], 'monitoring')).toEqual({ label: 'job', operator: '=', value: 'eighth-service' });
});

test('its labels are counted', () => {
  expect(widestSeries(on).labels).not.toContain('eighth_label');
  const alone = { ...on, surfaces: { ...on.surfaces } };
  for (const name of SURFACES)
    if (name !== surface) alone.surfaces = { ...alone.surfaces, [name]: { ...alone.surfaces[name], enabled: false } };
  expect(widestSeries(alone).labels).toContain('eighth_label');
});

test('what is said of the limits of every surface is said of it, in the alert and on the dashboard', () => {
  const rules = alertingGroups(on).flatMap(({ group }) => group.rules);
  const budget = rules.find((rule) => 'alert' in rule && rule.alert === 'ArksScrapeBudgetExceeded');
  expect(budget?.expr).toContain('job="eighth-service"');
  const troubleshooting = planOf(on).drawn.find(({ uid }) => uid === 'arks-troubleshooting');
  expect(troubleshooting?.json).toContain('| `eighth-service` | 1000 |');
});

test('where it is off there is nothing of it', () => {
  const off = settings({ enabled: false, seriesBudget: 1_000 });
  expect(JSON.stringify([...manifestsOf(off)])).not.toContain('eighth');
});
