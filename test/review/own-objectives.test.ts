import { Chart, Testing } from 'cdk8s';
import { expect, test } from 'vitest';
import { ArksObjectives } from '../../src/constructs/rules.js';
import { plainText } from '../../src/review/change.js';
import { review } from '../../src/review/review.js';
import { environmentOf } from '../support/environment.js';
import { treeOf } from './trees.js';

const metrics = [{ name: 'acme_checks_total', type: 'counter', exporter: 'vllm', labels: { verdict: 3 } }];
const total = { metric: 'acme_checks_total' };
const verdict = (operator: string, value: string) => ({ ...total, matchers: [{ label: 'verdict', operator, value }] });
const failed = verdict('=', 'failed');
const checks = { name: 'checks', indicator: 'events', objectivePercent: 97, events: { bad: failed, total } };
const chat = {
  name: 'chat',
  indicator: 'firstToken',
  thresholdSeconds: 1,
  objectivePercent: 95,
  selector: { namespace: 'tenant-a', application: 'chat' },
};

function rulesOf(objective: object): readonly object[] {
  const chart = new Chart(Testing.app(), 'test', { disableResourceNameHashes: true });
  new ArksObjectives(chart, 'objectives', { environment: environmentOf({ metrics, slos: [objective] }) });
  return Testing.synth(chart);
}

/** What is said of a change from one objective to another, but for objects; everything that breaks, whatever it is about. */
function said(before: object, after: object) {
  const changes = review(treeOf({ eu: rulesOf(before) }), treeOf({ eu: rulesOf(after) })).flatMap((one) => one.changes);
  return {
    objectives: changes
      .filter(({ section }) => section === 'objectives')
      .flatMap(({ action, says }) => says.map((words) => `${action}: ${plainText(words)}`)),
    others: changes
      .filter(({ section, subject }) => section !== 'objectives' && !subject.startsWith('PrometheusRule '))
      .map(({ subject }) => subject),
    text: changes.flatMap(({ says }) => says.map(plainText)).join('\n'),
  };
}

test('what an own objective counts is told in words, of bad events and of good ones', () => {
  const late = said(checks, { ...checks, events: { bad: verdict('=~', 'failed|late'), total } });
  expect(late.objectives).toEqual([
    'changed: bad events acme_checks_total where verdict=failed → acme_checks_total where verdict=~failed|late',
  ]);
  expect(late.others).toEqual(['slo:arks_bad:rate5m']);
  const good = { ...checks, events: { good: failed, total } };
  expect(said(good, { ...checks, events: { good: verdict('!=', 'passed'), total } }).objectives).toEqual([
    'changed: good events acme_checks_total where verdict=failed → acme_checks_total where verdict!=passed',
  ]);
  expect(said(checks, good).objectives).toEqual([
    'changed: good events none → acme_checks_total where verdict=failed',
    'changed: bad events acme_checks_total where verdict=failed → none',
  ]);
  const of = (value: string) => ({ ...checks, events: { bad: failed, total: verdict('!=', value) } });
  expect(said(of('skipped'), of('unknown')).objectives).toEqual([
    'changed: counts acme_checks_total where verdict!=skipped → acme_checks_total where verdict!=unknown',
  ]);
});

test('to whom it is promised and which labels have a budget each are told once, and labels of its records in words', () => {
  const selected = said(checks, { ...checks, selector: { namespace: 'tenant-a' } });
  expect(selected.objectives).toEqual(['changed: promised to everybody → namespace=tenant-a']);
  expect(selected.text).not.toMatch(/is gone|\{"/);
  expect(selected.text).toContain('labels.namespace: tenant-a is new');
  expect(said(checks, { ...checks, events: { ...checks.events, by: ['namespace'] } }).objectives).toEqual([
    'changed: a budget for each namespace, application → namespace',
  ]);
});

test('one that is renamed is told once, whoever else has its name, and not by each of its records and alerts', () => {
  const renamed = 'its budget begins anew under the new name';
  expect(said(checks, { ...checks, name: 'verdicts' })).toMatchObject({
    objectives: [`renamed: was checks; ${renamed}`],
    others: [],
  });
  expect(said(chat, { ...chat, name: 'chat-fast' })).toMatchObject({
    objectives: [`renamed: was chat; ${renamed}`],
    others: [],
  });
  expect(said(chat, { ...chat, name: 'talk', objectivePercent: 96 }).objectives).toEqual([
    'removed: is gone',
    'added: is new: 96% within 1s over 7d',
  ]);
});
