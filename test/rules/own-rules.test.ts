import { describe, expect, test } from 'vitest';
import { rate, series, sumBy } from '../../src/library/promql.js';
import { type OwnAlert, type OwnRules, record, recorded } from '../../src/library/rules.js';
import { planOf } from '../../src/plan/plan.js';
import { ownRuleProblems } from '../../src/rules/own-rule-checks.js';
import { ownGroups } from '../../src/rules/own-rules.js';
import { environmentOf } from '../support/environment.js';

const there = environmentOf({ cluster: { name: 'eu-1' }, alerts: { namespaces: ['team-a', 'team-b'] } });
const { scraped, recordedNames, extraRules } = planOf(there);
const beside = { scraped, recordedNames, extraRules };
const refundsTotal = series('chargeback_refunds_total', ['namespace']);

const refunds = record({
  record: 'namespace:chargeback_refunds:rate5m',
  title: 'Refunds',
  unit: 'count/s',
  description: 'Refunds that the chargeback service books.',
  labels: ['namespace'],
  expression: ({ cluster, window, matchers }) =>
    sumBy([{ cluster }, 'namespace'], rate(refundsTotal, window, matchers)),
});
const refundsHigh: OwnAlert = {
  name: 'ChargebackRefundsHigh',
  severity: 'warning',
  when: { signal: refunds, is: 'above', limit: 0.2 },
  unless: [{ signal: recorded('gateway:arks_requests:rate5m'), is: 'below', limit: 3, on: [] }],
  for: '7m',
  keepFiringFor: '13m',
  summary: ({ value, limit, wait }) => `${value} refunds a second for ${wait}, limit ${limit}`,
  description: 'Look at failed requests first.',
  runbookUrl: 'https://wiki.example/refunds',
  labels: { team: 'billing' },
};
const own: OwnRules = {
  name: 'chargeback',
  records: [refunds],
  alerts: [refundsHigh],
  series: ['chargeback_refunds_total'],
};
const waiting = { signal: recorded('application:arks_requests_waiting:sum'), is: 'above', limit: 3 } as const;
const problems = (changed: Partial<OwnRules>) => {
  const rules = { ...own, ...changed };
  return ownRuleProblems(rules, ownGroups(rules, there), { environment: there, beside }).map(({ message }) => message);
};
const alerting = (changed: Partial<OwnAlert>) => problems({ alerts: [{ ...refundsHigh, ...changed }] });
const recording = (name: string) => problems({ records: [{ ...refunds, record: name }], alerts: [] });

describe('rules of somebody else', () => {
  test('are written as ours are: with labels and severities of the environment, and for its namespaces', () => {
    const [records, alerts] = ownGroups(own, there);
    expect(records).toMatchObject({
      name: 'chargeback-records',
      rules: [
        {
          record: 'namespace:chargeback_refunds:rate5m',
          expr: 'sum by (cluster, namespace) (rate(chargeback_refunds_total[5m]))',
        },
      ],
    });
    expect(alerts?.name).toBe('chargeback-alerts');
    const [rule] = alerts?.rules ?? [];
    expect(rule).toMatchObject({
      alert: 'ChargebackRefundsHigh',
      for: '7m',
      keep_firing_for: '13m',
      labels: { team: 'billing', severity: there.alerts.severities.warning },
      annotations: { runbook_url: 'https://wiki.example/refunds' },
    });
    expect(rule?.expr).toContain('namespace:chargeback_refunds:rate5m{namespace=~"team-a|team-b"} > 0.2');
    expect(JSON.stringify(rule)).toContain('refunds a second for 7m, limit 0.2');
  });

  test('that keep to the checks are refused nothing', () => {
    expect(problems({})).toEqual([]);
  });

  test('that have names of ours, or names that say nothing, are refused', () => {
    expect(problems({ name: 'arks-own' })[0]).toContain('must be a DNS label that does not begin with arks-');
    expect(problems({ name: 'Not One' })[0]).toContain('got "Not One"');
    expect(recording('refunds')).toContain('a record must be named level:metric:operation, got "refunds"');
    expect(recording('namespace:arks_refunds:rate5m')).toContain(
      'namespace:arks_refunds:rate5m: record must not be a record of ours or a metric, found namespace:arks_refunds:rate5m',
    );
    expect(alerting({ name: 'ArksRefundsHigh' })[0]).toContain('must not begin with Arks');
    expect(alerting({ name: 'refunds_high' })[0]).toContain('begin with capitals');
    expect(problems({ alerts: [refundsHigh, refundsHigh] })).toEqual([
      'chargeback must name ChargebackRefundsHigh once',
    ]);
  });

  test('that read what nobody has are refused, and what is meant is said where it is near', () => {
    expect(problems({ series: [] })).toEqual([
      'known-series: namespace:chargeback_refunds:rate5m: expr must read series that there are, found chargeback_refunds_total, which metrics may declare',
    ]);
    expect(problems({ series: ['chargeback_refund_total'] })[0]).toContain('did you mean chargeback_refund_total?');
    expect(() => recorded('application:arks_requests_waitin:sum')).toThrow(
      'did you mean application:arks_requests_waiting:sum?',
    );
  });

  test('whose alerts tell no value, nothing to look at or no page are refused', () => {
    expect(alerting({ summary: () => 'too many refunds' })[0]).toContain('must tell the value');
    expect(alerting({ description: ' ' })[0]).toContain('must say what to look at first');
    expect(alerting({ runbookUrl: 'refunds.md' })[0]).toContain(
      'alert-runbook: ChargebackRefundsHigh: annotations.runbook_url must be',
    );
  });

  test('may lead to a page of a wiki that is asked for by a number, and to a part of it', () => {
    expect(alerting({ runbookUrl: 'https://wiki.example/pages/view?pageId=7#refunds' })).toEqual([]);
    expect(alerting({ runbookUrl: 'https://wiki_.example?pageId=7 or so' })[0]).toContain('alert-runbook');
  });

  test('that are none, or more than every ruler takes, are refused', () => {
    expect(problems({ records: [], alerts: [] })).toEqual(['chargeback must have records or alerts, got none']);
    const many = Array.from({ length: 21 }, (_, index) => ({ ...refundsHigh, name: `ChargebackRefunds${index}` }));
    expect(problems({ alerts: many })[0]).toBe(
      'group-size: a group must have at most 20 rules, found 21 in "chargeback-alerts"',
    );
  });

  test.each([
    [
      'a label that the series have not',
      {
        records: [],
        alerts: [{ ...refundsHigh, when: { ...waiting, on: [] }, unless: [{ ...waiting, on: ['tier'] }] }],
      },
      'known-labels: ChargebackRefundsHigh: expr must name labels that series have',
    ],
    [
      'a label in the text that the alert has not',
      { alerts: [{ ...refundsHigh, description: 'Look at {{ $labels.customer }} first.' }] },
      'known-labels-in-text: ChargebackRefundsHigh: annotations.description must name labels that the alert has, found customer',
    ],
    [
      'the label of the cluster among its own',
      { alerts: [{ ...refundsHigh, labels: { cluster: 'us-1' } }] },
      'ChargebackRefundsHigh: labels.cluster must not be there',
    ],
    [
      'a password in an address',
      { alerts: [{ ...refundsHigh, runbookUrl: 'https://me:secret@wiki.example/refunds' }] },
      'must not show a user or a password',
    ],
  ])('are held to what files of rules are held to: %s', (_, changed, problem) => {
    expect(problems(changed).join('\n')).toContain(problem);
  });

  test('may fail a check with a reason, and not without', () => {
    const wrong = { alerts: [{ ...refundsHigh, runbookUrl: 'refunds.md' }] };
    expect(problems({ ...wrong, exempt: { 'alert-runbook': 'the page is being written' } })).toEqual([]);
    expect(problems({ ...wrong, exempt: { 'alert-runbook': ' ' } })).toEqual([
      'exempt.alert-runbook of chargeback must be the reason, as a text, got nothing',
    ]);
  });

  test('may read metrics that the environment declares, and records of its folder', () => {
    const metrics = [{ name: 'chargeback_refunds_total', type: 'counter', exporter: 'gateway' }] as const;
    const declared = environmentOf({ metrics: [...metrics] });
    const unlisted = { ...own, series: [] };
    const plan = planOf(declared);
    expect(ownRuleProblems(unlisted, ownGroups(unlisted, declared), { environment: declared, beside: plan })).toEqual(
      [],
    );
  });
});
