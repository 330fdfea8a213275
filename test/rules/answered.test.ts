import { describe, expect, test } from 'vitest';
import { planOf } from '../../src/plan/plan.js';
import { parsePromql } from '../../src/promql/parse.js';
import { environmentOf } from '../support/environment.js';

const all = planOf(environmentOf({ runtimes: ['vllm'] }));
const withoutEnvoy = planOf(environmentOf({ runtimes: ['vllm'], surfaces: { envoy: { enabled: false } } }));

/** Who answers an expression, sorted. */
const answering = (expression: string, plan = all) => [...plan.answered(parsePromql(expression))].sort();

const RUNNING = 'vllm:num_requests_running';
const ENVOY = 'envoy_cluster_upstream_rq_active';
const NOT_RUN = 'sglang:num_running_reqs';

describe('an answer that is a 0 in the place of nothing alone is none', () => {
  test.each([
    ['of a metric that nobody keeps', `sum(${NOT_RUN}) or 0 * up`, []],
    ['of a metric that an engine shows', `sum(${RUNNING}) or 0 * up`, ['runtime']],
    ['of one whose surface is off', `sum(${ENVOY}) or 0 * up`, []],
    ['beside another that is there', `sum(${NOT_RUN}) or sum(${RUNNING}) or 0 * up`, ['runtime']],
    ['within a sum', `sum(${RUNNING}) + (sum(${NOT_RUN}) or 0 * up)`, []],
  ])('%s', (_, expression, surfaces) => {
    expect(answering(expression, withoutEnvoy)).toEqual(surfaces);
  });

  test('while what is not 0 whatever it asks does answer', () => {
    expect(answering(`sum(${NOT_RUN}) or 1 * up`)).toEqual(answering('up'));
    expect(answering(`sum(${NOT_RUN}) or up * 0`)).toEqual(answering('up'));
    expect(answering('up').length).toBeGreaterThan(3);
  });
});

describe('who answers', () => {
  test.each([
    ['a metric: the surface that keeps it', ENVOY, ['envoy']],
    ['both sides of an or that are there', `${RUNNING} or ${ENVOY}`, ['envoy', 'runtime']],
    ['a comparison, where both sides are there', `${RUNNING} > on () sum(${ENVOY})`, ['envoy', 'runtime']],
    ['and nobody, where one is not', `${RUNNING} > on () sum(${NOT_RUN})`, []],
    ['what unless is about, whether the other side is there or not', `${RUNNING} unless ${NOT_RUN}`, ['runtime']],
    ['absent: Prometheus, whatever is asked', `absent(${NOT_RUN})`, ['elsewhere']],
    ['a metric that another exporter shows', 'kube_pod_status_ready', ['elsewhere']],
    ['a name that nothing has', 'vllm:never_heard_of', []],
  ])('%s', (_, expression, surfaces) => {
    expect(answering(expression)).toEqual(surfaces);
  });

  test('nobody, once the surface that keeps it is off', () => {
    expect(answering(ENVOY, withoutEnvoy)).toEqual([]);
  });
});
