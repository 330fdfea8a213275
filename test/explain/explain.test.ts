import { describe, expect, test } from 'vitest';
import { EVERYTHING_DRAWN } from '../../src/documented/everything.js';
import { planned } from '../../src/documented/planned.js';
import { settings } from '../../src/documented/settings.js';
import { type Explanation, KINDS, type Kind } from '../../src/explain/explanation.js';
import { meaningOf } from '../../src/explain/names.js';
import { subjectNames } from '../../src/explain/subject-names.js';
import { subjectsOf } from '../../src/explain/subjects.js';
import { explanationText } from '../../src/explain/text.js';
import { metricNames } from '../../src/metrics/catalogue.js';
import { knownNames } from '../../src/rules/known-names.js';
import { runCli } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const same = (text: string) => text;
const PLAIN = { heading: same, name: same, faint: same };
const plan = planned(EVERYTHING_DRAWN);
const subjects = subjectsOf(plan);
const namesOf = (kind: Kind) => subjects.filter((one) => one.kind === kind).map(({ name }) => name);

/** What there is to say of the one thing that a name means. */
function explained(name: string): Explanation {
  const meaning = meaningOf(name, subjects);
  if (!('found' in meaning)) throw new Error(`${name} must mean one thing, got ${JSON.stringify(meaning)}`);
  return meaning.found.explain();
}

describe('everything that has a name', () => {
  test('is there: alerts, records, metrics and settings, none left out', () => {
    expect(namesOf('alert').toSorted()).toEqual([...knownNames.alerts].toSorted());
    expect(new Set(namesOf('record'))).toEqual(plan.recordedNames);
    expect(namesOf('metric').toSorted()).toEqual([...metricNames].toSorted());
    expect(namesOf('setting')).toEqual(settings().map(({ path }) => path));
    expect(namesOf('panel').length).toBeGreaterThan(150);
  });

  test.each(KINDS)('of kind %s is explained in words, none of them empty, and by no name that another has', (kind) => {
    const own = subjects.filter((one) => one.kind === kind);
    expect(own.length).toBeGreaterThan(40);
    expect(new Set(own.map(({ name }) => name)).size).toBe(own.length);
    for (const { name, explain } of own) {
      const explanation = explain();
      expect(explanation).toMatchObject({ kind, name });
      expect(explanation.says, name).toMatch(/\S/);
      const text = explanationText(explanation, PLAIN);
      expect(text.split('\n').length, name).toBeGreaterThan(3);
      expect(text, name).not.toMatch(/undefined|\[object|^ *$\n^ *$/m);
    }
  });

  test('means itself, in whichever letters', () => {
    for (const { kind, name } of subjects.filter((_, index) => index % 17 === 0)) {
      expect(meaningOf(name, subjects), name).toMatchObject({ found: { kind, name } });
    }
    expect(explained('arksruntimestalled').name).toBe('ArksRuntimeStalled');
  });
});

test('an alert names its limit with the reason, its runbook, the metrics behind its records, and its panels', () => {
  const alert = explained('ArksGatewayErrorRatioHigh');
  expect(alert).toMatchObject({
    kind: 'alert',
    limits: expect.arrayContaining([
      { setting: 'alerts.thresholds.gatewayErrorRatio', value: 0.05, reason: expect.stringMatching(/\w+/) },
    ]),
    metrics: expect.arrayContaining(['envoy_http_downstream_rq_xx']),
    runbook: expect.stringContaining('ArksGatewayErrorRatioHigh'),
  });
});

test('a histogram is found by the names of its series, a setting of a list by the place in the list, a panel by its title', () => {
  expect(explained('vllm:time_to_first_token_seconds_bucket').name).toBe('vllm:time_to_first_token_seconds');
  expect(explained('slos[0].thresholdSeconds').name).toBe('slos[].thresholdSeconds');
  expect(explained('objectivePercent').name).toBe('slos[].objectivePercent');
  expect(explained('Stalled requests per replica').name).toBe('arks-runtime/Stalled requests per replica');
});

test('a limit is that of all series; in an override it has its whole path, and the same alerts', () => {
  expect(explained('errorRatio').name).toBe('alerts.thresholds.errorRatio');
  const overridden = explained('alerts.overrides[2].thresholds.errorRatio');
  expect(overridden).toMatchObject({
    name: 'alerts.overrides[].thresholds.errorRatio',
    alerts: Reflect.get(explained('errorRatio'), 'alerts'),
  });
  expect(Reflect.get(overridden, 'alerts')).not.toEqual([]);
});

test('what a metric is read by leads back to it', () => {
  const metric = explained('vllm:num_requests_waiting');
  if (metric.kind !== 'metric') throw new Error('it must be a metric');
  expect(metric.kept).toBe(true);
  expect(metric.records.length).toBeGreaterThan(0);
  for (const name of [...metric.records, ...metric.alerts, ...metric.panels.map((panel) => panel.name)]) {
    expect(explained(name), name).toMatchObject({ metrics: expect.arrayContaining(['vllm:num_requests_waiting']) });
  }
});

describe('the command', () => {
  const folder = temporaryFolder;

  test('prints JSON that says the same', async () => {
    const { exitCode, stdout } = await runCli(folder(), 'explain', 'ArksRuntimeStalled', '--format', 'json');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual(JSON.parse(JSON.stringify(explained('ArksRuntimeStalled'))));
  });

  test('has what was probably meant where nothing has the name, and exits with 1', async () => {
    const { exitCode, stdout, stderr } = await runCli(folder(), 'explain', 'ArksRuntimeStaled');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toBe(
      'no alert, record, panel, metric or setting is called "ArksRuntimeStaled"; did you mean ArksRuntimeStalled?\n',
    );
  });

  test('lists what a name may mean, and takes the kind for an answer', async () => {
    const { exitCode, stderr } = await runCli(folder(), 'explain', 'namespaces');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('  setting tenants.namespaces\n');
    expect(stderr).toContain('  setting alerts.overrides[].namespaces\n');
    expect(await runCli(folder(), 'explain', 'up', '--kind', 'alert')).toMatchObject({ exitCode: 1 });
  });

  test('says the limits that an environment sets, and why an alert is off there', async () => {
    const own =
      'alerts: { thresholds: { gatewayErrorRatio: 0.13 }, off: { ArksGatewayErrorRatioHigh: "seen elsewhere" } }\n' +
      'runtimes: [vllm]\nmetrics: [{ name: "vllm:wholly_new", type: gauge, exporter: vllm }]\n';
    const at = folder({ 'environments/eu-1.yaml': own });
    const words = ['explain', 'ArksGatewayErrorRatioHigh', '--environment', 'eu-1', '--format', 'json'];
    expect(JSON.parse((await runCli(at, ...words)).stdout)).toMatchObject({
      off: 'seen elsewhere',
      limits: expect.arrayContaining([expect.objectContaining({ value: 0.13 })]),
    });
    const declared = await runCli(at, 'explain', 'vllm:wholly_new', '--environment', 'eu-1', '--format', 'json');
    expect(JSON.parse(declared.stdout)).toMatchObject({ kind: 'metric', kept: true, shown: [{ source: 'metrics' }] });
    expect(await runCli(at, 'explain', 'Cost of example, USD', '--environment', 'eu-1')).toMatchObject({
      exitCode: 1,
      stderr: 'panel arks-tenants/Cost of example, USD is not in eu-1; without --environment it is explained\n',
    });
    expect(await runCli(at, 'explain', 'up', '--environment', 'eu-3')).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('must match an environment, got "eu-3"'),
    });
  });
});

describe('names for shells to complete', () => {
  test.each(KINDS)('are those of everything of kind %s that can be explained', (kind) => {
    expect(subjectNames('', kind)).toEqual([...new Set(namesOf(kind))].sort());
  });

  test('begin as they are asked for, of whichever kind', () => {
    const all = subjects.map(({ name }) => name);
    for (const start of [
      'Arks',
      'arks-runtime/W',
      'arks-r',
      'vllm:',
      'pod:arks_requests',
      'alerts.thresholds.',
      'zzz',
    ]) {
      const expected = [...new Set(all.filter((name) => name.startsWith(start)))].sort();
      expect(subjectNames(start), start).toEqual(expected);
      expect(expected.length > 0, start).toBe(start !== 'zzz');
    }
  });
});
