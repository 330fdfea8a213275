import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/metrics/catalogue.js';
import type { Component } from '../../src/metrics/components.js';
import { labelFact, type Metric } from '../../src/metrics/metric.js';
import { labelsOf } from '../../src/metrics/prediction.js';
import { SIZING } from '../../tools/simulator/test/feed-sample.js';
import { expositionText, type Family, families } from '../support/exposition.js';

interface Sample {
  readonly file: string;
  readonly component: Component;
  readonly generation: string;
  /** Where it was not recorded from the size of the others. */
  readonly maxModelLength?: number;
  /** Histograms that this process was given bounds of its own for. */
  readonly ownBounds?: readonly string[];
}

const VLLM_032 = { component: 'vllm', generation: 'v1-0.12', maxModelLength: 512 } as const;
/** The recorded expositions, with the exporter and generation each was recorded from. */
const samples: readonly Sample[] = [
  { file: 'vllm-v0.txt', component: 'vllm', generation: 'v0' },
  { file: 'vllm-v1.txt', component: 'vllm', generation: 'v1-0.12' },
  { file: 'vllm-0.32-idle.txt', ...VLLM_032 },
  { file: 'vllm-0.32-traffic.txt', ...VLLM_032 },
  {
    file: 'vllm-0.32-two-api-servers-own-buckets.txt',
    ...VLLM_032,
    ownBounds: ['vllm:time_to_first_token_seconds'],
  },
  { file: 'vllm-0.32-two-api-servers-idle.txt', ...VLLM_032, ownBounds: ['vllm:time_to_first_token_seconds'] },
  { file: 'sglang-old.txt', component: 'sglang', generation: 'g0' },
  { file: 'sglang-0.4.5.txt', component: 'sglang', generation: 'g1' },
  { file: 'sglang-new.txt', component: 'sglang', generation: 'g5' },
  { file: 'sglang-0.5.23.txt', component: 'sglang', generation: 'g6' },
  { file: 'sglang-new-pd-prefill.txt', component: 'sglang', generation: 'g5' },
  { file: 'sglang-router-0.1.9.txt', component: 'sglangRouter', generation: 'sgl_router-0.1' },
  { file: 'sglang-router-0.2.4.txt', component: 'sglangRouter', generation: 'sgl_router' },
  { file: 'sglang-router-0.3.2.txt', component: 'sglangRouter', generation: 'smg' },
  { file: 'smg-1.13.0.txt', component: 'sglangRouter', generation: 'smg-1.13' },
  { file: 'dynamo-1.6.1-frontend.txt', component: 'dynamo', generation: 'frontend-1.6' },
  { file: 'dynamo-1.6.1-frontend-alone.txt', component: 'dynamo', generation: 'frontend-1.6' },
  { file: 'dynamo-1.6.1-frontend-idle.txt', component: 'dynamo', generation: 'frontend-1.6' },
  { file: 'dynamo-1.6.1-frontend-lost.txt', component: 'dynamo', generation: 'frontend-1.6' },
  { file: 'dynamo-1.6.1-worker.txt', component: 'dynamo', generation: 'component-1.6' },
  { file: 'tensorrt-llm-050f80d.txt', component: 'tensorrt-llm', generation: 'g2' },
  { file: 'arks-gateway.txt', component: 'gateway', generation: 'current' },
  // The real plugin; of what every Go program shows only what the catalogue names.
  { file: 'gateway-plugin-e1732a9.txt', component: 'gateway', generation: 'current' },
  // A real Envoy after some minutes of traffic; of what it shows only what the catalogue names.
  { file: 'envoy-1.36.2.txt', component: 'envoy', generation: 'current' },
];
/** What Python's client shows of its process, beside what the exporter is for. */
const OF_THE_LIBRARY = /^(process|python)_/;
/** Labels that belong to the kind, not to the metric; a gauge may have one of these names of its own. */
const OF_THE_KIND: Readonly<Record<string, string>> = { histogram: 'le', summary: 'quantile' };

describe.each(samples)('$file agrees with the catalogue', (sample) => {
  const { file, component, generation, maxModelLength = SIZING.maxModelLength, ownBounds = [] } = sample;
  const sizing = { ...SIZING, maxModelLength };
  const shown = families(expositionText(file)).filter(
    ({ name, lines }) => !name.endsWith('_created') && !OF_THE_LIBRARY.test(name) && lines.length > 0,
  );

  const entryOf = ({ name, kind }: Family): Metric => {
    const entry = catalogue.find(
      (metric) =>
        metric.name === name &&
        metric.kind === kind &&
        metric.component === component &&
        metric.generations.includes(generation),
    );
    if (entry === undefined) throw new Error(`the catalogue has no ${kind} ${name} of ${component} ${generation}`);
    return entry;
  };

  test('every name is known, with that kind, in that generation', () => {
    expect(shown.map((family) => entryOf(family).name)).toEqual(shown.map(({ name }) => name));
  });

  test('every series carries the labels of its metric and no unknown one', () => {
    for (const family of shown) {
      const metric = entryOf(family);
      const certain = labelsOf(metric, generation);
      const possible = Object.entries(metric.labels).map(([name, label]) => [name, labelFact(label).optional] as const);
      const optional = possible.filter(([, isOptional]) => isOptional).map(([name]) => name);
      for (const { labels } of family.lines) {
        const carried = Object.keys(labels).filter((name) => name !== OF_THE_KIND[family.kind]);
        expect([family.name, ...certain.filter((name) => !carried.includes(name))]).toEqual([family.name]);
        const unknown = carried.filter((name) => !certain.includes(name) && !optional.includes(name));
        expect([family.name, ...(metric.openLabels === undefined ? unknown : [])]).toEqual([family.name]);
      }
    }
  });

  test('every histogram has the bounds of its grid', () => {
    for (const family of shown) {
      const metric = entryOf(family);
      if (metric.kind !== 'histogram' || ownBounds.includes(metric.name)) continue;
      const bounds = new Set(family.lines.flatMap(({ labels }) => labels['le'] ?? []));
      const expected = [...metric.buckets.bounds(sizing), Number.POSITIVE_INFINITY];
      expect([family.name, ...[...bounds].map((bound) => Number(bound.replace('+Inf', 'Infinity')))]).toEqual([
        family.name,
        ...expected,
      ]);
    }
  });

  test('every label set of a metric has as many series as its kind says', () => {
    for (const family of shown.filter(({ name }) => !ownBounds.includes(name))) {
      const own = OF_THE_KIND[family.kind];
      const sets = new Set(
        family.lines.map(({ labels }) => JSON.stringify(Object.entries(labels).filter(([name]) => name !== own))),
      );
      expect([family.name, family.lines.length]).toEqual([
        family.name,
        sets.size * entryOf(family).samplesPerLabelSet(sizing),
      ]);
    }
  });
});
