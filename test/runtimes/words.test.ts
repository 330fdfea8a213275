import { describe, expect, test } from 'vitest';
import { RUNTIME_WORDS, RUNTIMES } from '../../src/config/runtimes.js';
import { alerts } from '../../src/rules/alerts/index.js';
import { everySignal } from '../../src/signals/registry.js';
import { ofRuntimes } from '../../src/signals/runtimes/said.js';
import { wronglySaid } from '../support/runtime-words.js';

// test/proofs plays every choice of runtimes.
test.each(RUNTIMES.map((name) => [name]))('with %s alone nothing that is written names another runtime', (name) => {
  expect(wronglySaid([name])).toEqual([]);
});

describe('a text', () => {
  const TEXT = 'It is slow. vLLM counts this since 0.32. SGLang does not. Look at the queue.';

  test('loses the sentences about runtimes that are not served, and no other', () => {
    expect(ofRuntimes(TEXT, ['vllm'])).toBe('It is slow. vLLM counts this since 0.32. Look at the queue.');
    expect(ofRuntimes(TEXT, ['dynamo'])).toBe('It is slow. Look at the queue.');
    expect(ofRuntimes(TEXT, RUNTIMES)).toBe(TEXT);
  });

  test('about a signal or an alert never loses its first sentence, which says what it is', () => {
    const texts = [...everySignal, ...alerts].map(({ description }) => description);
    const first = texts.map((text) => text.split('. ', 1)[0] ?? '');
    const ofOne = ['Requests whose KV cache is in host memory', 'Of the last batch; SGLang before 0.5.3.'];
    const names = Object.values(RUNTIME_WORDS);
    const naming = first.filter((text) => names.some((name) => text.includes(name)));
    expect(naming.filter((text) => !ofOne.includes(text))).toEqual(['vLLM V0 only; -1 when off.']);
  });
});
