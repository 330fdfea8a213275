import { App, Chart, type ChartProps, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { ArksMonitoring, type ArksMonitoringProps, environmentOf, InvalidEnvironments } from '../../src/index.js';

function chartOf(props: ChartProps = {}): Chart {
  return new Chart(new App(), 'eu-1', props);
}

/** Names, namespaces and labels of what a chart writes. */
function written(chart: Chart): readonly unknown[] {
  return Testing.synth(chart).map(({ kind, metadata }) => ({ kind, ...metadata }));
}

test('a scope within the chart, hashes of names and a namespace of the chart change nothing of what is written', () => {
  const plain = chartOf({ disableResourceNameHashes: true });
  new ArksMonitoring(plain, 'arks');
  const other = chartOf({ namespace: 'elsewhere' });
  new ArksMonitoring(new Construct(other, 'platform'), 'Arks & more', {});
  expect(written(other)).toEqual(written(plain));
});

test('labels of the chart come to ours and replace none', () => {
  const chart = chartOf({ labels: { 'app.kubernetes.io/name': 'theirs', owner: 'x' } });
  new ArksMonitoring(chart, 'arks');
  for (const object of Testing.synth(chart))
    expect(object.metadata.labels).toMatchObject({ 'app.kubernetes.io/name': 'arks-monitoring', owner: 'x' });
});

test('two of them in one chart would write over each other, and synth says so', () => {
  const chart = chartOf();
  new ArksMonitoring(chart, 'one', { monitoring: { namespace: 'a' } });
  new ArksMonitoring(chart, 'two', { monitoring: { namespace: 'b' } });
  expect(() => Testing.synth(chart)).toThrow(
    'ServiceMonitor arks-runtime: there is another object of that kind and name',
  );
});

test('a chart each for two clusters: the rule files of one are not those of the other', () => {
  const app = new App();
  for (const name of ['eu-1', 'us-1']) {
    const rules = { target: 'mimir', mimir: { delivery: 'files' } } as const;
    new ArksMonitoring(new Chart(app, name), 'arks', { cluster: { name }, rules });
  }
  const files = app.synthYaml().match(/\S+-arks-alerts-gateway\.yaml/g);
  expect(files).toEqual(['eu-1-arks-alerts-gateway.yaml', 'us-1-arks-alerts-gateway.yaml']);
});

test('props that a compiler would refuse are refused in words as well', () => {
  const given = (props: unknown) => () => Reflect.construct(ArksMonitoring, [chartOf(), 'arks', props]);
  for (const props of [null, [], 'eu-1', 5]) {
    expect(given(props)).toThrow(InvalidEnvironments);
    expect(given(props)).toThrow(`the settings given: settings must be a map, got ${JSON.stringify(props)}`);
  }
  for (const environment of [undefined, null, 'eu-1', {}])
    expect(given({ environment })).toThrow('environment must be what environmentOf() returns');
  expect(given({ environment: environmentOf(), monitoring: {} })).toThrow(
    'environment already has all settings, got monitoring in addition',
  );
  expect(given({ monitoring: null, nonsense: 1 })).toThrow(
    /monitoring must be a mapping[\s\S]*nonsense is not a setting/,
  );
});

test('a compiler refuses settings that there are not, and an environment with others beside it', () => {
  // Each directive is what is asserted: a line that compiles again fails the check of types.
  // @ts-expect-error a setting that there is not
  const misspelled: ArksMonitoringProps = { monitring: {} };
  // @ts-expect-error a value of another type
  const mistyped: ArksMonitoringProps = { scrape: { interval: 30 } };
  // @ts-expect-error one of both would be left out
  const both: ArksMonitoringProps = { environment: environmentOf(), monitoring: { namespace: 'a' } };
  // @ts-expect-error an environment that is not there
  const missing: ArksMonitoringProps = { environment: undefined };
  for (const props of [misspelled, mistyped, both, missing])
    expect(() => new ArksMonitoring(chartOf(), 'arks', props)).toThrow(InvalidEnvironments);
});

test('what only synth can know is said of the settings given, and of no file that there is not', () => {
  const chart = chartOf();
  new ArksMonitoring(chart, 'arks', { grafana: { dashboards: { extraDashboards: { folder: 'nowhere' } } } });
  expect(() => Testing.synth(chart)).toThrow('the settings given: grafana.dashboards.extraDashboards.folder must be');
});
