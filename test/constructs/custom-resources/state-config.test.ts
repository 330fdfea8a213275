import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { applications, disaggregated, endpoints, model, quota, token } from '../../fixtures/custom-resources.js';
import { environmentOf } from '../../support/environment.js';
import { objectsOf } from '../../support/kubernetes-objects.js';
import { stateSeries } from '../../support/state-metrics.js';

const environment = environmentOf({ surfaces: { customResources: { tokenLimits: true } } });
const configMap = z
  .object({ data: z.object({ 'config.yaml': z.string() }) })
  .parse(objectsOf(environment).get('ConfigMap.arks-custom-resources'));

/** The series of these objects, without the namespace that all of them have. */
function seriesOf(...objects: readonly unknown[]): readonly string[] {
  const series = stateSeries(configMap.data['config.yaml'], objects);
  const home = /,?namespace="tenant-a",?/;
  expect(series.filter((line) => !home.test(line))).toEqual([]);
  return series.map((line) => line.replace(home, (found) => (/^,.*,$/.test(found) ? ',' : '')));
}

const phases = (name: string, labels: string, states: readonly string[], now: string) =>
  states.map((state) => `${name}{${labels},phase="${state}"} ${state === now ? 1 : 0}`);
const APPLICATION_PHASES = ['Pending', 'Checking', 'Loading', 'Creating', 'Running', 'Failed'];

test('an application says its model, replicas, phase and conditions; what it leaves out of its status is 0', () => {
  expect(seriesOf(...applications)).toEqual([
    'arks_application_info{application="chat",arks_model="qwen",model_name="qwen-7b",runtime="vllm"} 1',
    'arks_application_info{application="new",arks_model="qwen"} 1',
    'arks_application_spec_replicas{application="chat",role="unified"} 3',
    'arks_application_spec_replicas{application="new",role="unified"} 5',
    'arks_application_status_replicas{application="chat",role="unified"} 17',
    'arks_application_status_replicas{application="new",role="unified"} 0',
    'arks_application_status_replicas_ready{application="chat",role="unified"} 13',
    'arks_application_status_replicas_ready{application="new",role="unified"} 0',
    'arks_application_status_replicas_updated{application="chat",role="unified"} 11',
    'arks_application_status_replicas_updated{application="new",role="unified"} 0',
    ...phases('arks_application_status_phase', 'application="chat"', APPLICATION_PHASES, 'Running'),
    'arks_application_status_condition{application="chat",condition="Precheck",reason="PrecheckReason"} 1',
    'arks_application_status_condition{application="chat",condition="Loaded",reason="LoadedReason"} 1',
    'arks_application_status_condition{application="chat",condition="Ready",reason="ReadyReason"} 0',
  ]);
});

test('a disaggregated application says its replicas by role', () => {
  const roles = (name: string, counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(
      ([role, count]) => `arks_disaggregated_application_${name}{application="reason",role="${role}"} ${count}`,
    );
  expect(seriesOf(disaggregated)).toEqual([
    'arks_disaggregated_application_info{application="reason",arks_model="r1",runtime="sglang"} 1',
    ...roles('spec_replicas', { router: 7, prefill: 19 }),
    ...roles('status_replicas', { router: 23, prefill: 37, decode: 47 }),
    ...roles('status_replicas_ready', { router: 29, prefill: 41, decode: 0 }),
    ...roles('status_replicas_updated', { router: 31, prefill: 43, decode: 53 }),
    ...phases('arks_disaggregated_application_status_phase', 'application="reason"', APPLICATION_PHASES, 'Creating'),
    'arks_disaggregated_application_status_condition{application="reason",condition="Precheck",reason="PrecheckReason"} 1',
  ]);
});

test('a model says its phase, conditions and when it was created', () => {
  const states = ['Pending', 'StorageCreating', 'ModelLoading', 'Ready', 'Failed'];
  expect(seriesOf(model)).toEqual([
    ...phases('arks_model_status_phase', 'arks_model="qwen"', states, 'ModelLoading'),
    'arks_model_status_condition{arks_model="qwen",condition="StorageCreated",reason="StorageCreatedReason"} 1',
    'arks_model_status_condition{arks_model="qwen",condition="ModelLoaded",reason="ModelLoadedReason"} 0',
    'arks_model_created_timestamp_seconds{arks_model="qwen"} 1768406512',
  ]);
});

test('an endpoint says the weights that its routes name, and none while it has no routes', () => {
  expect(seriesOf(...endpoints)).toEqual([
    'arks_endpoint_info{model="qwen-7b"} 1',
    'arks_endpoint_info{model="r1"} 1',
    'arks_endpoint_status_route_weight{backend="arks-application-chat",backend_port="8080",model="qwen-7b"} 59',
    'arks_endpoint_status_route_weight{backend="own",backend_namespace="elsewhere",backend_port="8000",model="qwen-7b"} 65',
    'arks_endpoint_status_route_weight{backend="own",backend_namespace="elsewhere",backend_port="9000",model="qwen-7b"} 67',
  ]);
});

test('a quota says its limits, and what is used of them once that is known', () => {
  expect(seriesOf(quota)).toEqual([
    'arks_quota_spec_limit{limit="6100",quota_name="basic",quota_type="prompt"} 6100',
    'arks_quota_spec_limit{limit="6700",quota_name="basic",quota_type="total"} 6700',
    'arks_quota_status_used{quota_name="basic",quota_type="prompt"} 71',
  ]);
});

test('no kind lists a name twice, of which some releases of kube-state-metrics lose families', () => {
  const names = z.object({
    spec: z.object({ resources: z.array(z.object({ metrics: z.array(z.object({ name: z.string() })) })) }),
  });
  for (const { metrics } of names.parse(parse(configMap.data['config.yaml'])).spec.resources) {
    const listed = metrics.map(({ name }) => name);
    expect(listed).toEqual([...new Set(listed)]);
  }
});

test('a token says the limits by rule and the quota of each model, and never itself', () => {
  expect(seriesOf(token)).toEqual([
    'arks_token_spec_rate_limit_rpm{model="qwen-7b",user="user1"} 73',
    'arks_token_spec_rate_limit_rpd{model="r1",user="user1"} 83',
    'arks_token_spec_rate_limit_tpd{model="qwen-7b",user="user1"} 79',
    'arks_token_quota_info{model="qwen-7b",quota_name="basic",user="user1"} 1',
    'arks_token_quota_info{model="r1",user="user1"} 1',
  ]);
});

test('an object of another version of Arks says nothing', () => {
  expect(seriesOf({ ...quota, apiVersion: 'arks.ai/v2' })).toEqual([]);
});
