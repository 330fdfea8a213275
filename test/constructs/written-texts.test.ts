import { describe, expect, inject, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { isConfigMap } from '../../imports/schemas.js';
import { yamlText } from '../../src/config/yaml-text.js';
import { classicText } from '../../src/dashboards/classic-text.js';
import { environmentOf } from '../support/environment.js';
import { manifestsOf } from '../support/manifests.js';
import { HOLLOW_TEXTS, ODD_TEXTS } from '../support/odd-texts.js';
import { promtool } from '../support/promtool.js';

/** Names of their own for many texts. */
const numbered = (texts: readonly string[]) => Object.fromEntries(texts.map((text, index) => [`t${index}`, text]));
const untouched = ODD_TEXTS.filter((text) => text !== '');

/** The rules and the configuration file that an environment delivers in ConfigMaps, by the names of the files. */
function delivered(settings: object): Readonly<Record<string, string>> {
  const objects = [...manifestsOf(environmentOf(settings)).values()];
  return Object.assign({}, ...objects.map((object) => (isConfigMap(object) ? object.data : {})));
}

/** An objective has some 30 rules. */
const SOME = 20;
const severities = { critical: 'a\n\tb', warning: ' \na' };
const mimir = { target: 'mimir', mimir: { delivery: 'files' } };
const alertmanager = {
  delivery: 'configMap',
  receivers: untouched.map((channel, index) => ({
    name: `r-${index}`,
    slack: { url: { name: 'keys', key: 'url' }, channel },
  })),
  routes: {
    critical: 'r-0',
    warning: 'r-0',
    tenants: Object.fromEntries(untouched.map((_, index) => [`tenant-${index}`, `r-${index}`])),
  },
};

describe('texts that look like YAML', () => {
  test('come out of a rule file as they went in', async () => {
    const labels = numbered(untouched);
    const rules = [{ alert: 'Odd', expr: 'vector(1)', labels, annotations: labels }];
    const expected = {
      eval_time: '1m',
      alertname: 'Odd',
      exp_alerts: [{ exp_labels: labels, exp_annotations: labels }],
    };
    const told = await promtool(inject('prometheus').promtool, ['test', 'rules', 'test.yml'], {
      'rules.yml': yamlText({ groups: [{ name: 'odd', rules }] }),
      'test.yml': { rule_files: ['rules.yml'], tests: [{ interval: '1m', alert_rule_test: [expected] }] },
    });
    expect(told).toMatchObject({ ok: true });
  });

  test('may stand wherever one lands in a rule file or in the file of Alertmanager', async () => {
    const slos = untouched
      .filter((_, index) => index % SOME === 0)
      .map((model, index) => ({
        name: `model-${index}`,
        indicator: 'gatewayAvailability',
        objectivePercent: 99,
        selector: { model },
      }));
    const files = delivered({
      rules: mimir,
      cluster: { name: '# a' },
      alerts: { labels: numbered(untouched), severities },
      alertmanager,
      slos,
    });
    const { 'alertmanager.yaml': configuration = '', ...others } = files;
    const channels = parse(configuration, { version: '1.1' }).receivers.flatMap(channelsOf);
    expect(channels).toEqual(untouched);
    const named = Object.entries(others)
      .filter(([name]) => /-arks-(records|alerts|objectives).*\.yaml$/.test(name))
      .map(([name, text]) => [name, text.replace(/^namespace: .*\n/, '')]);
    expect(named.length).toBeGreaterThan(5);
    const told = await promtool(
      inject('prometheus').promtool,
      ['check', 'rules', ...named.flatMap(([name = '']) => name)],
      Object.fromEntries(named),
    );
    expect(told.output).not.toMatch(/FAILED|error/i);
  });
});

describe('texts of several lines that begin with a tab or with nothing', () => {
  test('are no texts to Prometheus, or other ones', async () => {
    for (const text of HOLLOW_TEXTS) {
      const rules = [{ alert: 'Hollow', expr: 'vector(1)', labels: { text } }];
      const expected = { eval_time: '1m', alertname: 'Hollow', exp_alerts: [{ exp_labels: { text } }] };
      const { ok } = await promtool(inject('prometheus').promtool, ['test', 'rules', 'test.yml'], {
        'rules.yml': stringify({ groups: [{ name: 'hollow', rules }] }, { lineWidth: 0 }),
        'test.yml': { rule_files: ['rules.yml'], tests: [{ interval: '1m', alert_rule_test: [expected] }] },
      });
      expect(ok, JSON.stringify(text)).toBe(false);
    }
  });

  test.each([
    ['alerts.labels.a', (text: string) => ({ alerts: { labels: { a: text } } })],
    ['alerts.severities.warning', (text: string) => ({ alerts: { severities: { warning: text } } })],
    ['cluster.name', (text: string) => ({ cluster: { name: text } })],
    ['monitoring.annotations.a', (text: string) => ({ monitoring: { annotations: { a: text } } })],
    ['grafana.dashboards.folder', (text: string) => ({ grafana: { dashboards: { folder: text } } })],
  ])('are refused in %s', (path, settings) => {
    for (const text of HOLLOW_TEXTS) expect(() => environmentOf(settings(text))).toThrow(path);
  });
});

test('a dashboard of others holds no character at which YAML readers stop, and says the same', () => {
  const title = 'a\u2028b\u0085c\u007f';
  const text = classicText({ title });
  expect(text).not.toMatch(/[\u007f-\u009f\u2028]/);
  expect(JSON.parse(text)).toEqual({ id: null, title });
});

function channelsOf(receiver: { readonly slack_configs?: readonly { readonly channel: string }[] }): readonly string[] {
  return (receiver.slack_configs ?? []).map(({ channel }) => channel);
}
