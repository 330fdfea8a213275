import { expect, test } from 'vitest';
import { type Expression, firstOf, text } from '../../src/promql/build.js';
import { withMatcherOnEverySelector } from '../../src/promql/every-selector.js';
import { selectArks } from '../../src/signals/vocabulary/arks-series.js';

/** Two groups of rules for each of 500 objectives. */
const MANY = 1_000;

const ofGroup = (index: number): Expression =>
  selectArks('up', [{ label: 'job', operator: '=', value: `group-${index}` }]);
const groupsIn = (expression: string) => [...expression.matchAll(/group-(\d+)/g)].map(([, index]) => Number(index));

test('as many alternatives as objectives have groups can be written, read again in their order, and confined to a cluster', () => {
  const order = Array.from({ length: MANY }, (_, index) => index);
  const written = text(firstOf(ofGroup(0), ...order.slice(1).map(ofGroup)));
  expect(groupsIn(written)).toEqual(order);
  const own = withMatcherOnEverySelector(written, { label: 'cluster', operator: '=', value: 'eu' });
  expect(groupsIn(own)).toEqual(order);
  expect(own.match(/,cluster="eu"\}/g)).toHaveLength(MANY);
});

test('a few alternatives stand in one row', () => {
  const row = text(firstOf(ofGroup(0), ofGroup(1), ofGroup(2)));
  expect(row).toBe('up{job="group-0"} or up{job="group-1"} or up{job="group-2"}');
});
