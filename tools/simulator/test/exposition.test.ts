import { describe, expect, test } from 'vitest';
import type { Feature } from '../../../src/metrics/features.js';
import { expositionText, families } from '../../../test/support/exposition.js';
import type { StoreProps } from '../exposition/known-metrics.js';
import { goNumber, pythonNumber, rustNumber } from '../exposition/numbers.js';
import type { Exporter } from '../exposition/spelling.js';
import { createStore } from '../exposition/store.js';
import { feed, identity, labelSets, SIZING, withoutHelp, withoutSummaries } from './feed-sample.js';

const samples: readonly (readonly [string, Exporter, string, readonly Feature[]])[] = [
  ['vllm-v0.txt', 'vllm', 'v0', []],
  ['vllm-v1.txt', 'vllm', 'v1-0.12', []],
  ['vllm-0.32-traffic.txt', 'vllm', 'v1-0.12', []],
  ['sglang-old.txt', 'sglang', 'g0', []],
  ['sglang-0.4.5.txt', 'sglang', 'g1', []],
  ['sglang-new.txt', 'sglang', 'g5', []],
  ['sglang-0.5.23.txt', 'sglang', 'g6', []],
  ['sglang-new-pd-prefill.txt', 'sglang', 'g5', ['disaggregation']],
  ['sglang-router-0.1.9.txt', 'sglangRouter', 'sgl_router-0.1', []],
  ['sglang-router-0.2.4.txt', 'sglangRouter', 'sgl_router', []],
  ['sglang-router-0.3.2.txt', 'sglangRouter', 'smg', []],
  ['smg-1.13.0.txt', 'sglangRouter', 'smg-1.13', []],
  ['dynamo-1.6.1-frontend.txt', 'dynamo', 'frontend-1.6', []],
  ['dynamo-1.6.1-frontend-lost.txt', 'dynamo', 'frontend-1.6', []],
  ['dynamo-1.6.1-worker.txt', 'dynamo', 'component-1.6', []],
  ['arks-gateway.txt', 'gateway', 'current', []],
  ['gateway-plugin-e1732a9.txt', 'gateway', 'current', []],
  ['envoy.txt', 'envoy', 'current', []],
  ['arks-operator.txt', 'operator', 'current', []],
  ['custom-resources.txt', 'customResources', 'current', []],
];

/** The model of the vLLM that was recorded; the others were made for one of 32768 tokens. */
const MODEL_LENGTHS: Readonly<Record<string, number>> = { 'vllm-0.32-traffic.txt': 512 };
/** What Python's client shows of the process of vLLM is nobody's metric here. */
const withoutProcess = (text: string) =>
  text
    .split('\n')
    .filter((line) => !/^(# TYPE |# HELP )?(python|process)_/.test(line))
    .join('\n');

describe('a store that is fed what a sample shows writes that sample, line by line', () => {
  // Help texts are the catalogue's, not the exporter's; summaries are left out, since no signal reads one.
  test.each(samples)('%s', (file, component, generation, features) => {
    let created = 0;
    const sizing = { ...SIZING, maxModelLength: MODEL_LENGTHS[file] ?? SIZING.maxModelLength };
    const store = createStore({ component, generation, sizing, features, createdAt: () => created });
    const recorded = component === 'vllm' ? withoutProcess(expositionText(file)) : expositionText(file);
    const shown = families(recorded);
    const births = new Map(shown.flatMap(({ lines }) => lines).map((line) => [identity(line), line.value]));
    for (const family of shown.filter(({ name }) => !name.endsWith('_created'))) {
      for (const labels of labelSets(family)) {
        const base = family.kind === 'counter' ? family.name.replace(/_total$/, '') : family.name;
        created = births.get(identity({ name: `${base}_created`, labels })) ?? 0;
        feed(store, family, labels);
      }
    }
    expect(withoutHelp(withoutSummaries(store.text()))).toEqual(withoutHelp(withoutSummaries(recorded)));
  });
});

describe('a store', () => {
  const vllm = (): ReturnType<typeof createStore> =>
    createStore({ component: 'vllm', generation: 'v0', sizing: SIZING, features: [] });

  test('explains each metric in the words of the catalogue', () => {
    const store = vllm();
    store.gauge('vllm:num_requests_swapped', { model_name: 'qwen-7b' });
    expect(store.text()).toContain('# HELP vllm:num_requests_swapped Requests swapped to CPU\n');
  });

  test('counts an observation in every bucket from the first that holds it, bounds included', () => {
    const store = vllm();
    const histogram = store.histogram('vllm:time_to_first_token_seconds', { model_name: 'qwen-7b' });
    histogram.observe(0.04, 3);
    histogram.observe(7);
    const lines = families(store.text()).flatMap((family) => family.lines);
    const valueAt = (name: string, le?: string) =>
      lines.find((line) => line.name.endsWith(name) && line.labels['le'] === le)?.value;
    expect([valueAt('_bucket', '0.02'), valueAt('_bucket', '0.04'), valueAt('_bucket', '5.0')]).toEqual([0, 3, 3]);
    expect([valueAt('_bucket', '7.5'), valueAt('_bucket', '+Inf'), valueAt('_count')]).toEqual([4, 4, 4]);
    expect(valueAt('_sum')).toBeCloseTo(7.12, 12);
  });

  test('keeps the sample objects from scrape to scrape, with labels that nobody can change', () => {
    const store = vllm();
    const gauge = store.gauge('vllm:num_requests_running', { model_name: 'qwen-7b' });
    const [before] = store.samples();
    gauge.set(17);
    const [after] = store.samples();
    expect(after).toBe(before);
    expect(after?.value).toBe(17);
    expect(Object.isFrozen(after?.labels)).toBe(true);
  });

  test('gives the same instrument for the same labels in any order', () => {
    const store = createStore({ component: 'vllm', generation: 'v1', sizing: SIZING, features: [] });
    store.counter('vllm:prompt_tokens_total', { model_name: 'qwen-7b', engine: '0' }).add(3);
    store.counter('vllm:prompt_tokens_total', { engine: '0', model_name: 'qwen-7b' }).add(4);
    expect(
      store
        .samples()
        .filter(({ name }) => name === 'vllm:prompt_tokens_total')
        .map(({ value }) => value),
    ).toEqual([7]);
  });

  test('takes away the series with these labels and no other, and makes a new one at 0', () => {
    const store = createStore({ component: 'customResources', generation: 'current', sizing: SIZING, features: [] });
    const label = (application: string) => ({ namespace: 'tenant-a', application, role: 'unified' });
    store.gauge('arks_application_spec_replicas', label('chat')).set(3);
    store.gauge('arks_application_spec_replicas', label('talk')).set(5);
    store.remove('arks_application_spec_replicas', { application: 'chat' });
    expect(store.samples().map(({ labels, value }) => [labels['application'], value])).toEqual([['talk', 5]]);
    store.gauge('arks_application_spec_replicas', label('chat'));
    expect(store.samples().map(({ labels, value }) => [labels['application'], value])).toEqual([
      ['talk', 5],
      ['chat', 0],
    ]);
    store.remove('arks_application_spec_replicas');
    expect(store.text()).toBe('');
  });

  test('exposes what the generation shows under its features, and nothing else', () => {
    const props: StoreProps = { component: 'sglang', generation: 'g3', sizing: SIZING, features: [] };
    expect(createStore(props).exposes('sglang:kv_transfer_latency_ms')).toBe(false);
    expect(createStore({ ...props, features: ['disaggregation'] }).exposes('sglang:kv_transfer_latency_ms')).toBe(true);
    expect(createStore(props).exposes('sglang:avg_request_queue_latency')).toBe(false);
  });

  test('refuses another generation, names, kinds and labels than the catalogue has, and counters that fall', () => {
    const unknown = { component: 'vllm', generation: 'v7', sizing: SIZING, features: [] } as const;
    expect(() => createStore(unknown)).toThrow('generation of vllm must be one of v0, v1, v1-0.12, got v7');
    const store = vllm();
    const model = { model_name: 'qwen-7b' };
    expect(() => store.gauge('vllm:kv_cache_usage_perc', model)).toThrow('vllm v0 shows no metric');
    const transfers = createStore({
      component: 'sglang',
      generation: 'g5',
      sizing: SIZING,
      features: ['disaggregation'],
    });
    expect(() => transfers.gauge('sglang:kv_transfer_latency_ms')).toThrow('is a histogram in sglang g5, no gauge');
    expect(() => store.gauge('vllm:num_requests_running', { ...model, engine: '0' })).toThrow('has no label engine');
    expect(() => store.gauge('vllm:num_requests_running')).toThrow('needs the label model_name');
    expect(() => store.counter('vllm:prompt_tokens_total', model).add(-1)).toThrow('cannot rise by -1');
  });

  test('escapes what a label value may not hold', () => {
    const store = vllm();
    store.gauge('vllm:num_requests_running', { model_name: 'a"b\\c\nd' });
    expect(store.text()).toContain('{model_name="a\\"b\\\\c\\nd"} 0.0');
  });
});

test.each([
  [17, '17.0', '17', '17'],
  [0.31, '0.31', '0.31', '0.31'],
  [-1, '-1.0', '-1', '-1'],
  [140_799, '140799.0', '140799', '140799'],
  [999_999.5, '999999.5', '999999.5', '999999.5'],
  [1_208_562, '1.208562e+06', '1.208562e+06', '1208562'],
  [2_000_000, '2e+06', '2e+06', '2000000'],
  [12_345_678_901, '1.2345678901e+010', '1.2345678901e+10', '12345678901'],
  [1e16, '1e+16', '1e+16', '10000000000000000'],
  [0.0001, '0.0001', '0.0001', '0.0001'],
  [0.00002, '2e-05', '2e-05', '0.00002'],
  [3e-8, '3e-08', '3e-08', '0.00000003'],
  [0, '0.0', '0', '0'],
  [Number.POSITIVE_INFINITY, '+Inf', '+Inf', '+Inf'],
  [Number.NaN, 'NaN', 'NaN', 'NaN'],
])('%d is spelt as the language does', (value, python, go, rust) => {
  expect([pythonNumber(value), goNumber(value), rustNumber(value)]).toEqual([python, go, rust]);
});
