import { describe, expect, test } from 'vitest';
import { ALERT_LABELS } from '../../src/config/label-names.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn } from '../support/environment-problems.js';
import { ruleGroups } from '../support/rules.js';

const URL_RULE = 'must be an http or https URL without a user, "?", "#", a slash at its end, spaces, quotes or braces';
const NO_TEMPLATE = 'must not contain {{ or }}, which Prometheus would run as a template';

describe('settings of alerts that are wrong are reported where they stand', () => {
  test.each([
    [
      'alerts: { off: { ArksGatewayDwn: no gateway here } }',
      `alerts.off.ArksGatewayDwn must name an alert, got "ArksGatewayDwn"; did you mean ArksGatewayDown? (${FILE}:1:18)`,
    ],
    ['alerts: { off: { ArksGatewayDown: "" } }', `alerts.off.ArksGatewayDown must not be empty, got "" (${FILE}:1:35)`],
    [
      'alerts: { off: { ArksGatewayDown: } }',
      `alerts.off.ArksGatewayDown must be the reason, as a text, got null (${FILE}:1:35)`,
    ],
    ['alerts: { off: [ArksGatewayDown] }', `alerts.off must be a mapping, got ["ArksGatewayDown"] (${FILE}:1:16)`],
    ['alerts: { runbookUrl: docs/runbooks }', `alerts.runbookUrl ${URL_RULE}, got "docs/runbooks" (${FILE}:1:23)`],
    [
      'alerts: { runbookUrl: "https://a.example/runbooks/" }',
      `alerts.runbookUrl ${URL_RULE}, got "https://a.example/runbooks/" (${FILE}:1:23)`,
    ],
    [
      'alerts: { runbookUrl: "https://a.example/{{x}}" }',
      `alerts.runbookUrl ${URL_RULE}, got "https://a.example/{{x}}" (${FILE}:1:23)`,
    ],
    [
      'alerts: { runbookUrl: "https://a.example/runbooks?raw=1" }',
      `alerts.runbookUrl ${URL_RULE}, got "https://a.example/runbooks?raw=1" (${FILE}:1:23)`,
    ],
    [
      'grafana: { url: "https://a.example/#top" }',
      `grafana.url ${URL_RULE}, got "https://a.example/#top" (${FILE}:1:17)`,
    ],
    [
      'grafana: { url: "https://user:pass@a.example/grafana" }',
      `grafana.url ${URL_RULE}, got "https://***@a.example/grafana" (${FILE}:1:17)`,
    ],
    ['grafana: { url: grafana.example }', `grafana.url ${URL_RULE}, got "grafana.example" (${FILE}:1:17)`],
    ['grafana: { url: "ftp://a.example" }', `grafana.url ${URL_RULE}, got "ftp://a.example" (${FILE}:1:17)`],
    [
      'alerts: { labels: { team: "{{ $value }}" } }',
      `alerts.labels.team ${NO_TEMPLATE}, got "{{ $value }}" (${FILE}:1:27)`,
    ],
    [
      'alerts: { severities: { critical: "p1 }}" } }',
      `alerts.severities.critical ${NO_TEMPLATE}, got "p1 }}" (${FILE}:1:35)`,
    ],
    [
      'alerts: { off: { ArksGatewayDown: "as {{ x }}" } }',
      `alerts.off.ArksGatewayDown ${NO_TEMPLATE}, got "as {{ x }}" (${FILE}:1:35)`,
    ],
    [
      'slos: [{ name: up, indicator: gatewayAvailability, objectivePercent: 99, selector: { model: "{{ $value }}" } }]',
      `slos[0].selector.model ${NO_TEMPLATE}, got "{{ $value }}" (${FILE}:1:93)`,
    ],
    [
      'alerts: { labels: { my-team: llm } }',
      `alerts.labels.my-team must be a Prometheus label name: letters, digits and "_", not starting with a digit, got "my-team" (${FILE}:1:21)`,
    ],
    [
      'alerts: { labels: { namespace: monitoring } }',
      `alerts.labels.namespace must not be a label that alerts have of their own, got "namespace" (${FILE}:1:21)`,
    ],
    [
      'alerts: { severities: { page: p1 } }',
      `alerts.severities.page is not a setting; allowed are critical, warning (${FILE}:1:25)`,
    ],
    ['alerts: { namespaces: [] }', `alerts.namespaces must name at least one namespace, got [] (${FILE}:1:23)`],
    [
      'alerts: { namespaces: tenant-a }',
      `alerts.namespaces must be all or a list of names, got "tenant-a" (${FILE}:1:23)`,
    ],
    [
      'alerts: { namespaces: All }',
      `alerts.namespaces must be all or a list of names, got "All"; did you mean all? (${FILE}:1:23)`,
    ],
    [
      'alerts: { thresholds: { gatewayErrorRatio: 5 } }',
      `alerts.thresholds.gatewayErrorRatio must be below 1, above which no share can be, got 5 (${FILE}:1:44)`,
    ],
    [
      'alerts: { thresholds: { gatewayErorRatio: 0.07 } }',
      `alerts.thresholds.gatewayErorRatio is not a setting; did you mean alerts.thresholds.gatewayErrorRatio? (${FILE}:1:25)`,
    ],
    [
      'alerts: { thresholds: { modelLoad: 90 } }',
      `alerts.thresholds.modelLoad must be a duration above 0 such as 30s or 1m30s, got 90 (${FILE}:1:36)`,
    ],
    [
      'alerts: { thresholds: { replicaStart: 25h, modelLoad: 7d } }',
      `alerts.thresholds.replicaStart must be at most 1d, got "25h" (${FILE}:1:39)`,
    ],
    [
      'alerts: { thresholds: { modelLoad: 99999999999999999999y } }',
      `alerts.thresholds.modelLoad must be at most 7d, got "99999999999999999999y" (${FILE}:1:36)`,
    ],
    ['rules: { interval: 2y }', `rules.interval must be at most 365d, got "2y" (${FILE}:1:20)`],
    [
      'rules: { interval: 5m }',
      `rules.interval must not be above 2m, since recorded series would have gaps, got "5m" (${FILE}:1:20)`,
    ],
    [
      'rules: { interval: often }',
      `rules.interval must be a duration above 0 such as 30s or 1m30s, got "often" (${FILE}:1:20)`,
    ],
  ])('%s', (text, problem) => {
    expect(problemsIn(text)).toEqual([problem]);
  });

  test('an address may have a port, and an @ in its path', () => {
    expect(problemsIn('alerts: { runbookUrl: "https://a.example:8443/@team/runbooks" }')).toEqual([]);
  });

  test('the pages of alerts may be published under any ending', () => {
    const settings = { alerts: { runbookUrl: 'https://a.example/runbooks', runbookEnding: '/' } };
    const addresses = ruleGroups(environmentOf(settings))
      .flatMap(({ rules }) => rules)
      .flatMap((rule) => ('alert' in rule ? [[rule.alert, rule.annotations['runbook_url']]] : []));
    expect(addresses).toContainEqual(['ArksSloBudgetBurn', 'https://a.example/runbooks/ArksSloBudgetBurn/']);
    for (const [alert, address] of addresses) expect(address).toBe(`https://a.example/runbooks/${alert}/`);
    expect(problemsIn('alerts: { runbookEnding: "?raw=1" }')).toEqual([
      `alerts.runbookEnding must be at most 40 letters, digits and ".", "_", "~", "/", "-", got "?raw=1" (${FILE}:1:26)`,
    ]);
  });

  test('an alert that is near to none gets the names that there are', () => {
    expect(problemsIn('alerts: { off: { Zebra: not ours } }')).toEqual([
      expect.stringMatching(
        /^alerts\.off\.Zebra must name an alert, got "Zebra"; allowed are Arks\w+, .*ArksSloBudgetBurn \(/,
      ),
    ]);
  });
});

test('every label that a summary shows is one that alerts.labels may not take', () => {
  const rules = ruleGroups(environmentOf({})).flatMap(({ rules }) => rules);
  const summaries = rules.flatMap((rule) => ('alert' in rule ? (rule.annotations['summary'] ?? '') : []));
  const shown = summaries.flatMap((summary) => [...summary.matchAll(/\$labels\.(\w+)/g)].map(([, name = '']) => name));
  expect(shown).toContain('quota_name');
  expect(shown.filter((name) => !ALERT_LABELS.includes(name))).toEqual([]);
});
