import { scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { relabeling } from '@arks-monitoring/simulator/operator/relabel.js';
import { expect, test } from 'vitest';
import { environmentOf } from '../support/environment.js';

/** What the monitor of the runtimes makes of these labels. */
function storedBy(runtimes: readonly string[], labels: Readonly<Record<string, string>>) {
  const environment = environmentOf({ runtimes, scrape: { keep: [{ unlisted: 'vllm:of_a_later_release' }] } });
  const job = scrapeJobs(environment).find(({ config }) => config.job_name.endsWith('/arks-runtime/0'));
  return relabeling(job?.config.metric_relabel_configs ?? [])(labels);
}

test.each(['dynamo_frontend_inflight_requests', 'nv_llm_http_service_inflight_requests'])(
  'what %s says of a model is in model_name, and in no other label',
  (name) => {
    const labels = { __name__: name, model: 'org/tiny', pod: 'chat-0' };
    expect(storedBy(['vllm', 'dynamo'], labels)).toEqual({ __name__: name, model_name: 'org/tiny', pod: 'chat-0' });
  },
);

test('a label `model` of another engine stays what it is beside Dynamo', () => {
  const labels = { __name__: 'vllm:of_a_later_release', model: 'draft', model_name: 'org/tiny' };
  expect(storedBy(['vllm', 'dynamo'], labels)).toEqual(labels);
});

test('nothing is renamed where no Dynamo runs', () => {
  const { metric_relabel_configs: rules = [] } = scrapeJobs(environmentOf({ runtimes: ['vllm'] }))[0]?.config ?? {};
  expect(rules.filter(({ target_label }) => target_label === 'model_name')).toEqual([]);
});
