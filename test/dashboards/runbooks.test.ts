import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import { DASHBOARDS } from '../../src/config/dashboard-uids.js';
import { classicDashboard, panelsOf } from '../../src/dashboards/lint/classic.js';
import { lintRules } from '../../src/dashboards/lint/index.js';
import { EVERYTHING_DRAWN } from '../../src/documented/everything.js';
import { once } from '../../src/lib/once.js';
import { planOf } from '../../src/plan/plan.js';
import type { AlertRule } from '../../src/rules/rule-group.js';
import { environmentOf } from '../support/environment.js';
import { withExtraRules } from '../support/extra-rules.js';

const off = { grafana: { dashboards: { off: Object.fromEntries(DASHBOARDS.map((uid) => [uid, 'not wanted'])) } } };

/** The alerts of an environment, those of its objectives and of others included. */
function alertsOf(settings: object): readonly AlertRule[] {
  const { alerted, promised } = planOf(environmentOf(settings));
  return [...alerted.map(({ group }) => group), ...promised.flatMap(({ groups }) => groups)].flatMap(({ rules }) =>
    [...rules].filter((rule) => 'alert' in rule),
  );
}

/** The dashboards among everything that is written, by uid: what a ConfigMap or a GrafanaDashboard holds. */
function written(settings: object) {
  const objects: readonly unknown[] = createApp([environmentOf(settings)], 'unused').charts.flatMap((chart) =>
    chart.toJson(),
  );
  const texts = [...JSON.stringify(objects).matchAll(/"(?:[\w-]+\.json|json)":("(?:[^"\\]|\\.)*")/g)];
  const dashboards = texts.map(([, text = '""']) => classicDashboard.parse(JSON.parse(JSON.parse(text))));
  return { text: JSON.stringify(objects), dashboards: new Map(dashboards.map((one) => [one.uid, one])) };
}

const byDefault = once(() => contentOf({}));

/** What panels of text say, and queries of others ask, of all runbooks of an environment. */
function contentOf(settings: object) {
  const pages = planOf(environmentOf(settings)).runbooks.map(({ uid, json }) => ({ uid, json }));
  const texts = pages.flatMap(({ json }) =>
    [...json.matchAll(/"content": ("(?:[^"\\]|\\.)*")/g)].map(([, text = '""']): string => String(JSON.parse(text))),
  );
  const queries = pages
    .flatMap(({ json }) => panelsOf(classicDashboard.parse(JSON.parse(json))))
    .flatMap((panel) => panel.targets.map(({ expr }) => expr));
  return { uids: pages.map(({ uid }) => uid), texts, queries };
}

describe('every alert opens its page', () => {
  test.each([
    ['as ConfigMaps', {}, ''],
    [
      'through grafana-operator, at its address, with rules as files',
      {
        cluster: { name: 'eu 1' },
        runtimes: ['vllm'],
        rules: { target: 'mimir', mimir: { delivery: 'files' } },
        grafana: { url: 'https://grafana.example.com', dashboards: { delivery: 'operator' } },
      },
      'https://grafana.example.com',
    ],
  ])('%s', (_, settings, address) => {
    const { text, dashboards } = written(settings);
    const alerts = alertsOf(settings);
    expect(alerts.length).toBeGreaterThan(40);
    for (const { alert, annotations } of alerts) {
      const url = annotations['runbook_url'] ?? '';
      expect(url.startsWith(`${address}/d/${alert}?from=now-3h&to=now`), `${alert}: ${url}`).toBe(true);
      const page = dashboards.get(alert);
      const chosen = [...url.matchAll(/&var-(\w+)=/g)].map(([, name]) => name);
      const there = page?.templating.list.map(({ name }) => name) ?? [];
      expect(
        chosen.filter((name) => name === undefined || !there.includes(name)),
        `${alert}: ${there}`,
      ).toEqual([]);
      expect(page?.panels.map(({ title }) => title)).toContain('When it fires');
    }
    expect(text).not.toContain('github.com/scitix');
  });

  test('where pages are published there, and nothing is delivered', () => {
    const settings = { alerts: { runbookUrl: 'https://a.example/runbooks' } };
    for (const { alert, annotations } of alertsOf(settings)) {
      expect(annotations['runbook_url']).toBe(`https://a.example/runbooks/${alert}.md`);
    }
    expect(contentOf(settings).uids).toEqual([]);
  });

  test.each([
    ['runbooks are off', { grafana: { dashboards: { runbooks: { off: 'everybody knows' } } } }],
    ['there is no dashboard', off],
  ])('or none, where %s', (_, settings) => {
    expect(alertsOf(settings).filter(({ annotations }) => 'runbook_url' in annotations)).toEqual([]);
    expect(contentOf(settings).uids).toEqual([]);
  });

  test('of others where they say', () => {
    const rule = {
      alert: 'TeamQueueLong',
      expr: 'application:arks_requests_waiting:sum > 7',
      for: '5m',
      labels: { severity: 'warning' },
      annotations: { summary: 'long', description: 'why', runbook_url: 'https://team.example/queue' },
    };
    const files = { 'a.yaml': { groups: [{ name: 'team', rules: [rule] }] } };
    const { extraRules } = planOf(withExtraRules(files));
    expect(JSON.stringify(extraRules.files)).toContain('"runbook_url":"https://team.example/queue"');
  });
});

describe('a page', () => {
  const plan = planOf(EVERYTHING_DRAWN);
  const dashboards = plan.runbooks.map(({ json }) => classicDashboard.parse(JSON.parse(json)));

  test('keeps every rule that dashboards keep', () => {
    expect(dashboards.length).toBeGreaterThan(45);
    const rules = lintRules(plan.recordedNames);
    expect(dashboards.flatMap((one) => rules.flatMap(({ findings }) => findings(one)))).toEqual([]);
  });

  test('answers beside its words nearly all that it asks', () => {
    const { queries, texts } = byDefault();
    const left = texts.flatMap((text) => [...text.matchAll(/```promql\n/g)]);
    expect(queries.length).toBeGreaterThan(200);
    // The rule of every alert is shown besides, and those of an error budget are several.
    expect(left.length - alertsOf({}).length).toBeLessThan(40);
  });

  test('is small enough for kubectl to apply it', () => {
    expect(Math.max(...plan.runbooks.map(({ json }) => json.length))).toBeLessThan(100_000);
  });

  test('links to pages that are delivered', () => {
    const { texts, uids } = contentOf({ alerts: { off: { ArksTenantDominates: 'one tenant only' } } });
    const linked = texts.flatMap((text) => [...text.matchAll(/\]\(\/d\/(\w+)/g)].map(([, uid = '']) => uid));
    expect(uids).not.toContain('ArksTenantDominates');
    expect(linked.length).toBeGreaterThan(100);
    expect(linked.filter((uid) => !uids.includes(uid))).toEqual([]);
    expect(texts.filter((text) => /\]\((?!\/d\/|https:)/.test(text))).toEqual([]);
  });

  test('has the names and limits of the environment, and nothing of what only the generator reads', () => {
    const { texts, queries } = contentOf({
      monitoring: { namespace: 'watching' },
      arks: { namespace: 'serving' },
      gateway: { name: 'front', namespace: 'doors', envoyNamespace: 'proxies' },
      alerts: { severities: { critical: 'page' }, thresholds: { firstTokenP95Seconds: 17 } },
    });
    const all = [...texts, ...queries].join('\n');
    expect(all).toContain('kubectl -n serving logs deploy/arks-gateway-plugins');
    expect(all).toContain('kubectl -n doors describe gateway front');
    expect(all).toContain('up{job="watching/arks-envoy",namespace="proxies",cluster=~"$cluster"}');
    expect(all).toContain('(`firstTokenP95Seconds`, 17 s here)');
    expect(all).toContain('`page`, when this holds for');
    expect(all).not.toMatch(/arks-operator-system|envoy-gateway-system|-n monitoring\b|arks-eg\b|<!--|`critical`/);
  });

  test('asks and says nothing of series of a runtime that is not served', () => {
    const { texts, queries } = contentOf({ runtimes: ['vllm'] });
    expect(queries.some((query) => query.includes('vllm:'))).toBe(true);
    expect(queries.filter((query) => query.includes('sglang:'))).toEqual([]);
    expect(texts.filter((text) => /^- SGLang: /m.test(text))).toEqual([]);
  });

  test('puts no value into a command but one that a shell takes as it is', () => {
    const { texts } = byDefault();
    const filled = texts.flatMap((text) =>
      [...text.matchAll(/\$\{(\w+):(\w+)\}/g)].map(([, name, how]) => `${name} ${how}`),
    );
    expect(filled).toContain('namespace percentencode');
    expect(filled.filter((one) => !/ (percentencode|queryparam)$/.test(one))).toEqual([]);
    expect(filled.filter((one) => /^(model|user) percentencode/.test(one))).toEqual([]);
    expect(texts.filter((text) => /\$(cluster|namespace|application|role|model|pod|user|slo)\b/.test(text))).toEqual(
      [],
    );
  });
});
