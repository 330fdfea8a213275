import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createApp } from '../../src/app/app.js';
import type { Environment } from '../../src/config/environment.js';
import { planOf } from '../../src/plan/plan.js';
import { SLACK_TEXT } from '../../src/rules/message.js';
import { ALERTMANAGER, provideAlertmanager, provideAmtool } from '../../tools/alertmanager/provide.js';
import { type Receivers, startAlertmanager, startReceivers } from '../../tools/alertmanager/server.js';
import { type AlertLabels, told } from '../../tools/alertmanager/silenced.js';
import { output } from '../../tools/real/command.js';
import { alertStories } from '../stories/index.js';
import { environmentOf } from '../support/environment.js';
import { tellAfterwards } from './tell-afterwards.js';

const amtool = provideAmtool();
const timing = { wait: '1s', interval: '1s', repeat: '1h' };
const secret = { name: 'alert-receivers', key: 'key' };
const environment = environmentOf({
  alertmanager: {
    delivery: 'configMap',
    receivers: [
      { name: 'on-call', pagerDuty: { routingKey: secret } },
      { name: 'platform', slack: { url: secret, channel: '#llm' } },
      { name: 'tenant-a', slack: { url: secret, channel: '#a' } },
    ],
    routes: { critical: 'on-call', warning: 'platform', tenants: { 'tenant-a': 'tenant-a' } },
    timing: { critical: timing, warning: timing },
  },
});
const file = fileOf(environment);
/** Every alert under the labels of its story. */
const everything: readonly AlertLabels[] = [
  ...alertStories.flatMap(({ alert, told: all }) => all.map(({ labels }) => ({ alertname: alert, ...labels }))),
  ...['1h', '6h'].map((long) => ({
    alertname: 'ArksSloBudgetBurn',
    slo: 'gateway-availability',
    namespace: 'envoy-gateway-system',
    severity: 'critical',
    long_window: long,
  })),
];
const folder = mkdtempSync(join(tmpdir(), 'arks-amtool-'));
const config = join(folder, 'alertmanager.yml');
let receivers: Receivers;

beforeAll(async () => {
  writeFileSync(config, file);
  receivers = await startReceivers();
});
afterAll(() => {
  receivers.stop();
  rmSync(folder, { recursive: true });
});

test('amtool takes the file for a configuration', async () => {
  expect(await output(amtool, ['check-config', config])).toMatch(/SUCCESS[\s\S]* 4 receivers/);
});

describe('amtool renders', () => {
  const links = {
    runbook_url: 'https://example.com/ArksRuntimeFirstTokenSlow.md',
    dashboard_url: 'https://grafana.example.com/d/arks-runtime?var-namespace=tenant-a',
    logs_url: 'https://grafana.example.com/explore?schemaVersion=1&panes=%7B%7D',
    traces_url: 'https://grafana.example.com/explore?panes=%7B%22a%22%7D',
  };
  const alert = (annotations: object, status = 'firing') => ({
    status,
    labels: { alertname: 'ArksRuntimeFirstTokenSlow' },
    annotations,
  });
  const rendered = (template: string, alerts: readonly object[], files = '*.tmpl') => {
    const data = join(folder, 'data.json');
    writeFileSync(data, JSON.stringify({ receiver: 'platform', status: 'firing', alerts }));
    const text = `--template.text=${template}`;
    return output(amtool, ['template', 'render', `--template.glob=${files}`, text, `--template.data=${data}`]);
  };

  test('the text of Slack with the summary and the links of each alert, without those that lead nowhere', async () => {
    const told = await rendered(SLACK_TEXT, [
      alert({ summary: 'slow', ...links }),
      alert({ summary: 'late', runbook_url: links.runbook_url, dashboard_url: '/d/arks-runtime' }, 'resolved'),
    ]);
    expect(told.trim()).toBe(
      [
        'slow',
        ` <${links.runbook_url}|Runbook> <${links.dashboard_url}|Dashboard> <${links.logs_url}|Logs> <${links.traces_url}|Traces>`,
        'Resolved: late',
        ` <${links.runbook_url}|Runbook>`,
      ].join('\n'),
    );
  });

  test('what a tenant has called something as text, and of many alerts the first', async () => {
    const odd = await rendered(SLACK_TEXT, [alert({ summary: 'model <!here> &\n<https://example.com|x>' })]);
    expect(odd.trim()).toBe('model &lt;!here&gt; &amp; &lt;https://example.com|x&gt;');
    const many = await rendered(
      SLACK_TEXT,
      Array.from({ length: 12 }, () => alert({ summary: 'slow' })),
    );
    expect(many.match(/slow/g)).toHaveLength(10);
    expect(many).toContain('12 alerts, of which the first 10 are shown');
  });

  test('what PagerDuty gets by itself with the same links', async () => {
    // Debian's Alertmanager brings its own templates as files.
    const files = join(dirname(amtool), '../share/prometheus/alertmanager/*.tmpl');
    const told = await rendered('{{ template "pagerduty.default.instances" .Alerts.Firing }}', [alert(links)], files);
    for (const [name, url] of Object.entries(links)) expect(told).toContain(`- ${name} = ${url}`);
  });
});

describe('amtool routes', () => {
  test.each([
    [
      'critical alerts of the platform to who is on call',
      'ArksGatewayDown',
      'envoy-gateway-system',
      'critical',
      'on-call',
    ],
    ['warnings of the platform to its channel', 'ArksOperatorDown', 'arks-operator-system', 'warning', 'platform'],
    ['critical alerts of a tenant to both', 'ArksRuntimeStalled', 'tenant-a', 'critical', 'tenant-a,on-call'],
    ['warnings of a tenant to the tenant', 'ArksRuntimeFirstTokenSlow', 'tenant-a', 'warning', 'tenant-a'],
    ['warnings of another tenant to the platform', 'ArksRuntimeFirstTokenSlow', 'tenant-b', 'warning', 'platform'],
    ['what a tenant cannot mend to the platform', 'ArksRulesStale', 'tenant-a', 'warning', 'platform'],
    ['alerts of others to nobody', 'KubePodNotReady', 'tenant-a', 'warning', 'arks.nobody'],
  ])('%s', async (_, alertname, namespace, severity, expected) => {
    const labels = [`alertname=${alertname}`, `namespace=${namespace}`, `severity=${severity}`];
    const said = await output(amtool, ['config', 'routes', 'test', `--config.file=${config}`, ...labels]);
    expect(said.trim()).toBe(expected);
  });
});

/** Sets of alerts that fire together: each fault's, and every alert that there is at once. */
const chat = { namespace: 'tenant-a', application: 'chat', role: 'unified', severity: 'warning' };
const sets: readonly (readonly [string, readonly AlertLabels[]])[] = [
  ['every alert under the labels of its story', everything],
  ...planOf(environment).inhibited.map((one, index) => {
    const names = [...one.source, ...one.target].flatMap(({ label, value }) =>
      label === 'alertname' ? value.split('|') : [],
    );
    const alerts = everything.filter(({ alertname = '' }) => names.includes(alertname));
    return [`inhibition ${index}: ${names.join(', ')}`, alerts] as const;
  }),
  [
    'neighbours: nothing in common but the names',
    [
      { ...chat, alertname: 'ArksApplicationReplicasUnavailable' },
      { ...chat, alertname: 'ArksRuntimeFirstTokenSlow', application: 'search' },
      { ...chat, alertname: 'ArksRuntimeQueueBacklog', namespace: 'tenant-b' },
    ],
  ],
];

test.each(sets.filter(([, alerts]) => alerts.length > 0))(
  'a running Alertmanager tells what our evaluator says: %s',
  async (_, alerts) => {
    const server = await startAlertmanager(await provideAlertmanager(), withWebhooks(file, receivers.address));
    try {
      const before = receivers.notified.length;
      await server.fire(alerts);
      await sleep(2_500);
      const found = receivers.notified.slice(before).map(({ labels }) => JSON.stringify(sorted(labels)));
      const expected = told(alerts, (labels) => labels, planOf(environment).inhibited);
      expect([...new Set(found)].sort()).toEqual(
        [...new Set(expected.map((one) => JSON.stringify(sorted(one))))].sort(),
      );
    } finally {
      await server.stop();
    }
  },
);

tellAfterwards({
  program: 'Alertmanager',
  version: ALERTMANAGER.version,
  from: `Go module ${ALERTMANAGER.module}, and amtool 0.25.0 of Debian's package prometheus-alertmanager`,
  ran: 'amtool over the file that synth writes, and a running Alertmanager with local receivers, to which alerts are posted under the labels that stories tell them with.',
  series: [],
  records: [],
  held: [
    'amtool takes the file, and routes alerts by severity and tenant as docs/alertmanager.md says.',
    'For every inhibition, for all alerts at once and for neighbours, what is told is what tools/alertmanager/silenced.ts works out.',
  ],
  notRun: [{ what: 'PagerDuty, Slack', why: 'receivers are webhooks on 127.0.0.1 instead, under the same names' }],
});

function fileOf(one: Environment): string {
  const objects = createApp([one], 'dist').charts.flatMap((chart) => chart.toJson());
  const found = objects.find((object) => property(property(object, 'metadata'), 'name') === 'arks-alerts');
  return String(property(property(found, 'data'), 'alertmanager.yaml'));
}

/** The same configuration with webhooks for receivers; their paths are the receivers' names. */
function withWebhooks(text: string, address: string): object {
  const whole: object = Object(parse(text));
  const names = Reflect.get(whole, 'receivers');
  const all: readonly unknown[] = Array.isArray(names) ? names : [];
  return {
    ...whole,
    receivers: all.map((one) => ({
      name: property(one, 'name'),
      webhook_configs: [{ url: `${address}/${String(property(one, 'name'))}`, send_resolved: false }],
    })),
  };
}

function sorted(labels: AlertLabels): readonly (readonly [string, string])[] {
  return Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
