import { expect, test } from 'vitest';
import { measuredBy } from '../../src/doctor/page/measured.js';
import { planOf } from '../../src/plan/plan.js';
import { environmentOf } from '../support/environment.js';

const RUNNING = 'vllm:num_requests_running';
const NOT_SHOWN = 'vllm:num_requests_waiting';
const measures = measuredBy(new Set([RUNNING]), planOf(environmentOf({ runtimes: ['vllm'] })));

test.each([
  ['a metric that it shows', RUNNING],
  ['what is not of engines, which the rest of the install shows', `up * 0 + ${RUNNING}`],
  ['one of two, either of which will do', `${NOT_SHOWN} or ${RUNNING}`],
  ['nothing, where absent says so', `absent(${NOT_SHOWN})`],
  ['in the place of what it lacks, anything but 0', `${NOT_SHOWN} or 1 * up`],
])('of a target is measured %s', (_, expression) => {
  expect(measures(expression)).toBe(true);
});

test.each([
  ['a metric that it lacks', NOT_SHOWN],
  ['a 0 in the place of one that it lacks', `sum(${NOT_SHOWN}) or 0 * up`],
  ['a sum, a part of which is such a 0', `${RUNNING} + (${NOT_SHOWN} or 0 * up)`],
  ['what unless would leave of one that it lacks', `${NOT_SHOWN} unless ${RUNNING}`],
])('of a target is not measured %s', (_, expression) => {
  expect(measures(expression)).toBe(false);
});
