import { describe, expect, test } from 'vitest';
import { catalogue } from '../../src/metrics/catalogue.js';
import type { Component } from '../../src/metrics/components.js';
import { labelFact, type Metric } from '../../src/metrics/metric.js';
import { labelsOf } from '../../src/metrics/prediction.js';
import { SIZING } from '../simulator/feed-sample.js';
import { expositionText, type Family, families } from '../support/exposition.js';

/** The recorded expositions, with the exporter and generation each was recorded from. */
const samples: readonly (readonly [string, Component, string])[] = [
  ['vllm-v0.txt', 'vllm', 'v0'],
  ['vllm-v1.txt', 'vllm', 'v1-0.12'],
  ['sglang-old.txt', 'sglang', 'g0'],
  ['sglang-0.4.5.txt', 'sglang', 'g1'],
  ['sglang-new.txt', 'sglang', 'g5'],
  ['sglang-new-pd-prefill.txt', 'sglang', 'g5'],
  ['sglang-router-legacy.txt', 'sglangRouter', 'sgl_router'],
  ['sglang-router.txt', 'sglangRouter', 'smg'],
  ['dynamo-1.6.1-frontend.txt', 'dynamo', 'frontend-1.6'],
  ['dynamo-1.6.1-worker.txt', 'dynamo', 'component-1.6'],
  ['arks-gateway.txt', 'gateway', 'current'],
];
/** Labels that belong to the kind, not to the metric. */
const OF_THE_KIND = ['le', 'quantile'];

describe.each(samples)('%s agrees with the catalogue', (file, component, generation) => {
  const shown = families(expositionText(file)).filter(({ name }) => !name.endsWith('_created'));

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
        const carried = Object.keys(labels).filter((name) => !OF_THE_KIND.includes(name));
        expect([family.name, ...certain.filter((name) => !carried.includes(name))]).toEqual([family.name]);
        const unknown = carried.filter((name) => !certain.includes(name) && !optional.includes(name));
        expect([family.name, ...(metric.openLabels === undefined ? unknown : [])]).toEqual([family.name]);
      }
    }
  });

  test('every histogram has the bounds of its grid', () => {
    for (const family of shown) {
      const metric = entryOf(family);
      if (metric.kind !== 'histogram') continue;
      const bounds = new Set(family.lines.flatMap(({ labels }) => labels['le'] ?? []));
      const expected = [...metric.buckets.bounds(SIZING), Number.POSITIVE_INFINITY];
      expect([family.name, ...[...bounds].map((bound) => Number(bound.replace('+Inf', 'Infinity')))]).toEqual([
        family.name,
        ...expected,
      ]);
    }
  });

  test('every label set of a metric has as many series as its kind says', () => {
    for (const family of shown) {
      const sets = new Set(family.lines.map(({ labels }) => JSON.stringify(withoutKindLabels(labels))));
      expect([family.name, family.lines.length]).toEqual([
        family.name,
        sets.size * entryOf(family).samplesPerLabelSet(SIZING),
      ]);
    }
  });
});

function withoutKindLabels(labels: Readonly<Record<string, string>>) {
  return Object.entries(labels).filter(([name]) => !OF_THE_KIND.includes(name));
}
