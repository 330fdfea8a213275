import { afterAll, expect, test, vi } from 'vitest';

const counted = vi.hoisted(() => new Map<string, number>());

/** The same functions, each of which counts how often it is called. */
function counting<Functions extends object>(functions: Functions): Functions {
  return new Proxy(functions, {
    get: (target, name, receiver) => {
      const found: unknown = Reflect.get(target, name, receiver);
      if (typeof found !== 'function') return found;
      return (...given: readonly unknown[]) => {
        counted.set(String(name), (counted.get(String(name)) ?? 0) + 1);
        return Reflect.apply(found, undefined, given);
      };
    },
  });
}

// Modules are shared by the files of a worker: they are made anew here, and again for whoever comes after.
vi.resetModules();
const STEPS = {
  '../../src/scraping/scraped.js': ['scrapedOf', 'scrapedSurface'],
  '../../src/rules/recording.js': ['recordingGroups'],
  '../../src/rules/objectives/measured.js': ['objectivesOf'],
  '../../src/rules/objectives/objective-rules.js': ['objectiveGroups'],
  '../../src/rules/alerting.js': ['alertingGroups'],
  '../../src/rules/inhibitions.js': ['inhibitions'],
  '../../src/dashboards/index.js': ['dashboardsOf'],
};
for (const path of Object.keys(STEPS)) {
  vi.doMock(path, async (original) => ({ ...counting({ ...(await original<object>()) }) }));
}

afterAll(() => {
  for (const path of Object.keys(STEPS)) vi.doUnmock(path);
  vi.resetModules();
});

const { createApp } = await import('../../src/app/app.js');
const { toldOf } = await import('../../src/app/told.js');
const { ArksMonitoring } = await import('../../src/constructs/arks-monitoring.js');
const { ArksGateway } = await import('../../src/constructs/surfaces/plain.js');
const { planOf } = await import('../../src/plan/plan.js');
const { environmentOf } = await import('../support/environment.js');
const { temporaryFolder } = await import('../support/temporary-folder.js');
const { Chart, Testing } = await import('cdk8s');

const environment = environmentOf({});

test('of a plan no step is made before it is asked for, and none twice', () => {
  counted.clear();
  const plan = planOf(environment);
  expect([...counted]).toEqual([]);
  expect(plan.drawn).toBe(plan.drawn);
  expect(plan.runbooks).toBe(plan.runbooks);
  expect(plan.alerted).toBe(plan.alerted);
  expect(plan.inhibited).toBe(plan.inhibited);
  for (const step of [
    'recordingGroups',
    'objectivesOf',
    'alertingGroups',
    'inhibitions',
    'dashboardsOf',
    'scrapedOf',
  ]) {
    expect([step, counted.get(step)]).toEqual([step, 1]);
  }
  expect(counted.get('objectiveGroups')).toBe(plan.promised.length);
});

test('objects, checks and report are made of one plan', () => {
  counted.clear();
  const app = createApp([environment], temporaryFolder());
  app.synth();
  const [monitoring] = app.node.findAll().filter((part) => part instanceof ArksMonitoring);
  const told = monitoring === undefined ? [] : toldOf(monitoring.plan).forecasts;
  expect(told.length).toBeGreaterThan(5);
  for (const step of ['recordingGroups', 'objectivesOf', 'alertingGroups', 'dashboardsOf', 'scrapedOf']) {
    expect([step, counted.get(step)]).toEqual([step, 1]);
  }
});

test('a construct that is used alone makes what it needs and no more', () => {
  counted.clear();
  new ArksGateway(new Chart(Testing.app(), 'test'), 'gateway', { environment });
  expect(counted.get('scrapedSurface')).toBe(1);
  expect(counted.get('recordingGroups') ?? 0).toBe(0);
  expect(counted.get('dashboardsOf') ?? 0).toBe(0);
});

test('what is drawn says neither what an environment nor what its file is called', () => {
  // Settings that nobody else has, or it would be what was drawn for others.
  const settings = environmentOf({ cluster: { name: 'drawn-for-a-name' } });
  const named = { ...settings, name: 'a-name-of-its-own', file: 'environments/a-name-of-its-own.yaml' };
  const { drawn, runbooks } = planOf(named);
  expect(JSON.stringify([drawn, runbooks])).not.toContain('a-name-of-its-own');
});

test('a board or a page that reads nothing of what differs is not drawn again, and one that does is', () => {
  const [one, other] = ['eu-1', 'eu-2'].map((name) => planOf(environmentOf({ cluster: { name } })));
  const pages = (plan: typeof one) => new Map(plan?.runbooks.map(({ name, json }) => [name, json]));
  const differing = [...pages(one)].filter(([name, json]) => pages(other).get(name) !== json).map(([name]) => name);
  // Its rule asks for the targets of this cluster alone.
  expect(differing).toContain('arks-runbook-gateway-down');
  expect(differing.length).toBeLessThan(12);
  expect(one?.drawing.answered).toBe(other?.drawing.answered);
  expect(one?.drawing.places).toBe(other?.drawing.places);
});
