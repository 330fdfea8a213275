import { expect, test } from 'vitest';
import type { Environment } from '../../src/config/environment.js';
import { planOf } from '../../src/plan/plan.js';
import { ratio, sumBy } from '../../src/promql/build.js';
import { parsePromql } from '../../src/promql/parse.js';
import { type Selector, selectorsIn } from '../../src/promql/tree.js';
import { placesOf } from '../../src/scraping/places.js';
import { textAt } from '../../src/scraping/platform-series.js';
import { lastKnown, rateArks, selectArks } from '../../src/signals/vocabulary/arks-series.js';
import { askedBy } from '../dashboards/asked.js';
import { environmentOf } from '../support/environment.js';

const elsewhere = environmentOf({
  arks: { namespace: 'arks-2' },
  gateway: { envoyNamespace: 'envoy-2' },
  monitoring: { namespace: 'watching' },
});
const places = placesOf(elsewhere);
const OPERATOR = 'job="arks-operator-controller-manager-metrics-service"';

test('what a part of the platform says of itself is read in its namespace, behind its job', () => {
  expect(textAt(selectArks('envoy_http_downstream_rq_active'), places)).toBe(
    'envoy_http_downstream_rq_active{job=~".+/arks-envoy",namespace="envoy-2"}',
  );
  const [one, other] = (
    ['controller_runtime_reconcile_errors_total', 'controller_runtime_reconcile_total'] as const
  ).map((name) => sumBy(['controller'], rateArks(name, '5m')));
  if (one === undefined || other === undefined) throw new Error('there must be two');
  expect(textAt(ratio(one, other), places).match(/\{[^}]+\}/g)).toEqual([
    `{${OPERATOR},namespace="arks-2"}`,
    `{${OPERATOR},namespace="arks-2"}`,
  ]);
  expect(textAt(selectArks('workqueue_depth', [{ label: 'name', operator: '=', value: 'a' }]), places)).toBe(
    `workqueue_depth{${OPERATOR},namespace="arks-2",name="a"}`,
  );
});

test('what several parts say of themselves is read in the namespaces of those that are asked', () => {
  const apart = new Map([...places, ['gateway', 'plugins-2']] as const);
  expect(textAt(selectArks('go_goroutines'), apart)).toContain('namespace=~"plugins-2|arks-2"');
  expect(textAt(selectArks('go_goroutines'), places)).toContain('namespace="arks-2"');
  const plugin = { label: 'job', operator: '=', value: 'arks-gateway-plugins' } as const;
  expect(textAt(selectArks('go_goroutines', [plugin]), apart)).toBe(
    'go_goroutines{job="arks-gateway-plugins",namespace="plugins-2"}',
  );
});

test('what a part says of tenants, and what is said of targets or recorded, is read as it was', () => {
  for (const expression of [
    selectArks('envoy_cluster_membership_total'),
    selectArks('gateway_quota_usage'),
    lastKnown('arks_application_info'),
    selectArks('up'),
    selectArks('vllm:num_requests_running'),
    selectArks({ record: 'gateway:arks_requests_active:sum' }),
  ])
    expect(textAt(expression, places)).not.toContain('namespace');
});

test('a selector that has the matcher does not get it twice', () => {
  const own = { label: 'namespace', operator: '=', value: 'envoy-2' } as const;
  expect(textAt(selectArks('envoy_server_live', [own]), places).match(/envoy-2/g)).toHaveLength(1);
});

/** What rules and dashboards of an environment select. */
function selectorsOf(environment: Environment): readonly Selector[] {
  const { recorded, promised, alerted, drawn } = planOf(environment);
  const groups = [...recorded, ...promised.flatMap((one) => one.groups), ...alerted.map(({ group }) => group)];
  const asked = [
    ...groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)),
    ...drawn.flatMap(askedBy).map(({ query }) => query),
  ];
  return asked.flatMap((query) => selectorsIn(parsePromql(query)));
}

test('no rule and no dashboard reads a listener, a server or a controller without the namespace of its part', () => {
  const ofPlatform = /^(envoy_(?!cluster_)|controller_|workqueue_|leader_|process_|go_)/;
  const read = selectorsOf(elsewhere).filter(({ name }) => ofPlatform.test(name));
  expect(new Set(read.map(({ name }) => name)).size).toBeGreaterThan(15);
  for (const { name, matchers } of read) {
    const namespaces = matchers.flatMap(({ label, operator, value }) =>
      label === 'namespace' && operator === '=' ? [value] : [],
    );
    expect([name, ...namespaces]).toEqual([name, name.startsWith('envoy_') ? 'envoy-2' : 'arks-2']);
  }
});

test('only what asks whether kube-state-metrics is there names a namespace of our own, which may be moved', () => {
  const own = selectorsOf(elsewhere).filter(({ matchers }) =>
    matchers.some(({ label, value }) => label === 'namespace' && value.includes('watching')),
  );
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter(({ matchers }) => matchers.every(({ value }) => value !== 'arks-custom-resources'))).toEqual([]);
});
