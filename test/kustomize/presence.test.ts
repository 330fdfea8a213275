import { endpointTargets, podTargets } from '@arks-monitoring/simulator/operator/discovery.js';
import { scrapeJobsOf } from '@arks-monitoring/simulator/operator/monitors.js';
import { relabeling } from '@arks-monitoring/simulator/operator/relabel.js';
import { describe, expect, inject, test } from 'vitest';
import { isPrometheusRule } from '../../imports/schemas.js';
import { pods, services } from '../fixtures/arks-cluster.js';
import { environmentOf } from '../support/environment.js';
import { objectsOf } from '../support/kubernetes-objects.js';
import { kustomizedObjects, type Overlay } from '../support/kustomize.js';
import { promtool } from '../support/promtool.js';

type Labels = Readonly<Record<string, string>>;

const OURS = 'arks-custom-resources';
const PRESENCE = ['ArksGatewayDown', 'ArksOperatorDown', 'ArksCustomResourcesDown'];
const MINUTES = 30;
const objects = [...objectsOf(environmentOf({ cluster: { name: 'eu-1' } })).values()];

const overlays: readonly (readonly [string, Overlay])[] = [
  ['no overlay', {}],
  ['a prefix and a suffix', { namePrefix: 'prod-', nameSuffix: '-v2' }],
];

describe.each(overlays)('with %s', (_, overlay) => {
  test('no part of the platform is told to be down while all of them answer', async () => {
    expect(await firing(overlay, PRESENCE, () => true)).toEqual([]);
  });

  test('an Envoy that is down is told by the job that it has always had', async () => {
    const up = ({ namespace = '' }: Labels) => namespace !== 'envoy-gateway-system';
    expect(await firing(overlay, PRESENCE, up)).toEqual(['ArksGatewayDown monitoring/arks-envoy envoy-gateway-system']);
  });

  test('so is an exporter of ours, though its Service has another name', async () => {
    const up = ({ service = '', container = '', job = '' }: Labels) => job !== OURS && service + container !== OURS;
    expect(await firing(overlay, PRESENCE, up)).toEqual([`ArksCustomResourcesDown ${OURS} monitoring`]);
  });
});

describe('with a namespace, which is refused', () => {
  const overlay = { namespace: 'observability' };

  test('the critical alert of the gateway is silent while all answer', async () => {
    expect(await firing(overlay, ['ArksGatewayDown', 'ArksOperatorDown'], () => true)).toEqual([]);
  });

  test('and fires while the gateway is down', async () => {
    const up = ({ namespace = '' }: Labels) => namespace !== 'envoy-gateway-system';
    expect(await firing(overlay, ['ArksGatewayDown'], up)).toHaveLength(1);
  });

  test('the exporter of ours is looked for where it is no longer', async () => {
    expect(await firing(overlay, ['ArksCustomResourcesDown'], () => true)).toHaveLength(1);
  });
});

/** What fires after half an hour of the targets that the operator would make of these monitors: alert, job, namespace. */
async function firing(overlay: Overlay, alerts: readonly string[], isUp: (labels: Labels) => boolean) {
  const after = kustomizedObjects(objects, overlay);
  const rules = after.flatMap((object) => (isPrometheusRule(object) ? (object.spec?.groups ?? []) : []));
  const groups = rules.map((group) => ({
    ...group,
    rules: (group.rules ?? [])
      .filter(({ alert = '' }) => alerts.includes(alert))
      .map((rule) => ({ ...rule, annotations: {} })),
  }));
  const series = targetsOf(after, overlay).map((labels) => ({
    series: `up${JSON.stringify(labels).replaceAll(/"(\w+)":/g, '$1=')}`,
    values: `${isUp(labels) ? 1 : 0}x${MINUTES}`,
  }));
  const answer = await promtool(inject('prometheus').promtool, ['test', 'rules', 'test.yml'], {
    'rules.yml': { groups: groups.filter((group) => group.rules.length > 0) },
    'test.yml': {
      rule_files: ['rules.yml'],
      tests: [
        {
          interval: '1m',
          input_series: series,
          promql_expr_test: [{ expr: 'ALERTS{alertstate="firing"}', eval_time: `${MINUTES}m`, exp_samples: [] }],
        },
      ],
    },
  });
  return toldIn(answer.output);
}

/** What promtool found where nothing was expected: alert, job and namespace. */
function toldIn(output: string): readonly string[] {
  const found = [...output.matchAll(/\{([^}]*\balertname="[^}]*)\}/g)].map(([, labels = '']) => labels);
  const textOf = (labels: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(labels)?.[1] ?? '';
  return found.map((labels) => ['alertname', 'job', 'namespace'].map((name) => textOf(labels, name)).join(' ')).sort();
}

function targetsOf(
  after: readonly unknown[],
  { namespace, namePrefix = '', nameSuffix = '' }: Overlay,
): readonly Labels[] {
  const place = <T extends { readonly name: string; readonly namespace: string }>(one: T): T =>
    one.name.startsWith(OURS)
      ? { ...one, name: `${namePrefix}${one.name}${nameSuffix}`, namespace: namespace ?? one.namespace }
      : one;
  const [ownServices, ownPods] = [services.map(place), pods.map(place)];
  const placeOf = () => ({ ip: '10.0.0.7' });
  const found = {
    endpoints: endpointTargets(ownServices, ownPods, placeOf),
    pod: podTargets(ownPods, placeOf),
  };
  return scrapeJobsOf(after).flatMap(({ role, config }) => {
    const relabel = relabeling(config.relabel_configs);
    return found[role].flatMap(({ address, labels }) => {
      const target = relabel({ ...labels, __address__: address });
      if (target === undefined) return [];
      return [Object.fromEntries(Object.entries(target).filter(([name]) => !name.startsWith('__')))];
    });
  });
}
