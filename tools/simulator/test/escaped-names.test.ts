import { describe, expect, test } from 'vitest';
import { escapedNames, type NameEscaping } from '../exposition/escaped-names.js';
import { createStore } from '../exposition/store.js';
import { SIZING } from './feed-sample.js';

const LABELS = {
  model_name: 'qwen-7b',
  engine_type: 'unified',
  tp_rank: '0',
  pp_rank: '0',
  moe_ep_rank: '0',
};

function storeWith(escaping: NameEscaping) {
  const store = createStore({ component: 'sglang', generation: 'g6', sizing: SIZING, features: [] });
  const running = store.gauge('sglang:num_running_reqs', LABELS);
  return { running, escaped: escapedNames(store, escaping) };
}

describe("what Python's client from 0.23 on answers a Prometheus that does not ask for UTF-8 names", () => {
  test.each([
    ['underscores', 'sglang_num_running_reqs'],
    ['dots', 'sglang__num__running__reqs'],
  ] as const)('with %s has samples called %s, in families that keep their name', (escaping, name) => {
    const { escaped } = storeWith(escaping);
    expect(escaped.samples().map((sample) => sample.name)).toEqual([name]);
    const lines = escaped.text().trimEnd().split('\n');
    expect(lines.map((line) => line.split(/[ {]/).slice(0, 3).join(' '))).toEqual([
      '# HELP sglang:num_running_reqs',
      '# TYPE sglang:num_running_reqs',
      expect.stringMatching(new RegExp(`^${name} `)),
    ]);
  });

  test('has the values of the moment, in samples that stay the same from scrape to scrape', () => {
    const { running, escaped } = storeWith('underscores');
    const [before] = escaped.samples();
    running.set(17);
    const [after] = escaped.samples();
    expect(after).toBe(before);
    expect(after?.value).toBe(17);
  });
});
