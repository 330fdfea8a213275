import { seriesNames } from '../../src/promql/names.js';
import { parsePromql } from '../../src/promql/parse.js';
import { placesOf } from '../../src/scraping/places.js';
import { textAt } from '../../src/scraping/platform-series.js';
import { subjects } from '../../src/signals/records.js';
import type { RecordingRule } from '../../src/signals/vocabulary/signal.js';
import { ruleView } from '../../src/signals/vocabulary/view.js';
import { environmentOf } from '../support/environment.js';
import { grouped } from '../support/grouped.js';
import type { Input, RecordCase } from '../support/record-test.js';
import { type Reading, type Reduction, readingOf } from './reductions.js';

type Labels = Readonly<Record<string, string>>;

/** Labels in which the series of one owner may differ, whatever the record keeps. */
const ALWAYS = ['pod', 'instance'];
/** When a record is looked at. */
const PLAYED_MINUTES = 15;
const REDUCE: Readonly<Record<string, (values: readonly number[]) => number>> = {
  sum: (values) => values.reduce((total, value) => total + value, 0),
  avg: (values) => values.reduce((total, value) => total + value, 0) / values.length,
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  count: (values) => values.length,
};

/**
 * For each rule and each name that it reads by itself: series that differ in one label each come out apart where the
 * record keeps that label, and reduced where it does not. What its matchers leave out comes out nowhere.
 */
const everyRule = subjects.flatMap(({ recorded }) => recorded).flatMap(({ rules }) => rules);
const places = placesOf(environmentOf({}));
export const identityCases: readonly RecordCase[] = everyRule.flatMap((rule) => {
  const expression = textAt(rule.expression(ruleView('cluster')), places);
  const tree = parsePromql(expression);
  return seriesNames(expression).flatMap((name) => {
    const reading = readingOf(tree, name);
    return reading === undefined || reading.reductions.length === 0 ? [] : [identityCase(rule, name, reading)];
  });
});

function identityCase(
  rule: RecordingRule,
  name: string,
  { matchers, isRate, window, reductions }: Reading,
): RecordCase {
  const fixed: Labels = Object.fromEntries(
    matchers.filter(({ operator }) => !isNegative(operator)).map(({ label, value }) => [label, example(value)]),
  );
  const varied = [...new Set([...reductions.flatMap(({ labels }) => labels), ...ALWAYS])].filter(
    (label) => !(label in fixed),
  );
  const base: Labels = { ...fixed, ...Object.fromEntries(varied.map((label) => [label, 'one'])) };
  const series = [base, ...varied.map((label) => ({ ...base, [label]: 'other' }))].map(
    // Distinct odd numbers, so that a sum of any two is none of them.
    (labels, index) => ({ labels, value: 4 ** (index + 1) - 1 }),
  );
  const strangers = matchers.flatMap(({ label, operator, value }) => {
    const { [label]: _, ...others } = base;
    const left = isNegative(operator) ? example(value) : 'none-of-these';
    const labels = left === '' ? others : { ...others, [label]: left };
    // The least of all and the most, since a reduction may hide either.
    return [1, 4 ** (series.length + 1)].map((value) => ({ labels: { ...labels, instance: `at-${value}` }, value }));
  });
  return {
    title: `${rule.record} of ${name}`,
    record: rule.record,
    expr: `${rule.record}{${[pairs(rule.labels ?? {}), ...notOfOthers(rule)].filter((part) => part !== '').join(',')}}`,
    inputs: [...series, ...strangers].map(
      ({ labels, value }): Input => [`${name}{${pairs(labels)}}`, isRate ? `0+${value * 60}x20` : `${value}x20`],
    ),
    samples: reductions
      .reduceRight<readonly Sample[]>(reduced, series)
      .map(({ labels, value }) => [`{${pairs({ ...labels, ...rule.labels })}}`, value * seenOf(window)] as const),
  };
}

/** Matchers against the labels by which other rules of the record tell a part of the same runtime. */
function notOfOthers({ record, labels = {} }: RecordingRule): readonly string[] {
  const more = everyRule
    .filter((other) => other.record === record)
    .map(({ labels: others = {} }) => others)
    .filter((others) => Object.entries(labels).every(([label, value]) => others[label] === value))
    .flatMap((others) => Object.entries(others).filter(([label]) => !(label in labels)));
  return more.map(([label, value]) => `${label}!="${value}"`);
}

/** A rate over more than has been played counts what was played, and divides it by all of the window. */
function seenOf(window: string): number {
  const minutes = Number(/^(\d+)m$/.exec(window)?.[1] ?? PLAYED_MINUTES);
  return Math.min(1, PLAYED_MINUTES / minutes);
}

interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

/** Samples with the same labels of those kept, put together. */
function reduced(samples: readonly Sample[], { operator, labels }: Reduction): readonly Sample[] {
  const reduce = REDUCE[operator];
  if (reduce === undefined) throw new Error(`nobody knows how ${operator} reduces`);
  const groups = grouped(samples, (sample) => pairs(kept(sample.labels, labels)));
  return [...groups.values()].map((group) => ({
    labels: kept(group[0]?.labels ?? {}, labels),
    value: reduce(group.map(({ value }) => value)),
  }));
}

function kept(all: Labels, labels: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(all).filter(([label]) => labels.includes(label)));
}

/** A matcher that says what is left out: a value, or with an empty one what lacks the label. */
function isNegative(operator: string): boolean {
  return operator.startsWith('!');
}

/** A value that a matcher takes: the first of several, and any namespace for that of a monitor. */
function example(value: string): string {
  return value.replace(/\|.*/, '').replace(/^\.\+/, 'monitoring');
}

function pairs(labels: Labels): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',');
}
