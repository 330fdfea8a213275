import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn } from '../support/environment-problems.js';

/** What is written, without what only explains: descriptions name what a signal comes from anywhere. */
function written(settings: object): readonly { readonly kind: string; readonly name: string; readonly text: string }[] {
  const { charts } = createApp([environmentOf(settings)], 'unused');
  return charts.flatMap((chart) =>
    chart.node.findAll().flatMap((construct) => {
      const manifest: unknown =
        'toJson' in construct && construct !== chart && typeof construct.toJson === 'function'
          ? construct.toJson()
          : undefined;
      if (typeof manifest !== 'object' || manifest === null) return [];
      const { kind, metadata } = { kind: '', metadata: { name: '' }, ...manifest };
      return [{ kind, name: metadata.name, text: JSON.stringify(manifest) }];
    }),
  );
}

describe('runtimes: [vllm]', () => {
  const vllm = written({ runtimes: ['vllm'] });

  test('writes no monitor of what only SGLang has', () => {
    const monitors = vllm.flatMap(({ kind, name }) => (kind.endsWith('Monitor') ? [name] : []));
    expect(monitors.sort()).toEqual([
      'arks-custom-resources',
      'arks-envoy',
      'arks-gateway',
      'arks-operator',
      'arks-runtime',
    ]);
  });

  test('names metrics of another runtime in no monitor and in no rule', () => {
    const others = /sglang:|sgl_router|smg_|dynamo_|nv_llm/;
    const named = vllm.filter(
      ({ kind, text }) => (kind.endsWith('Monitor') || kind === 'PrometheusRule') && others.test(text),
    );
    expect(named.map(({ kind, name }) => `${kind}.${name}`).sort()).toEqual([]);
  });

  test('leaves the dashboard of prefill and decode out', () => {
    expect(vllm.filter(({ kind, name }) => kind === 'ConfigMap' && name === 'arks-disaggregated')).toEqual([]);
  });

  test('writes them where a surface is switched on all the same, and by default with SGLang', () => {
    const monitors = (settings: object) => written(settings).map(({ kind, name }) => `${kind}.${name}`);
    const on = { runtimes: ['vllm'], surfaces: { disaggregated: { enabled: true } } };
    expect(monitors(on)).toContain('PodMonitor.arks-disaggregated');
    expect(monitors(on)).not.toContain('PodMonitor.arks-router');
    expect(monitors({})).toEqual(expect.arrayContaining(['PodMonitor.arks-disaggregated', 'PodMonitor.arks-router']));
  });
});

test('every surface off is refused, those that follow from the runtimes included', () => {
  const others = ['runtime', 'gateway', 'envoy', 'operator', 'customResources'].map(
    (name) => `${name}: { enabled: false }`,
  );
  const off = `surfaces: { ${others.join(', ')} }\nslos: []`;
  expect(problemsIn(`runtimes: [vllm]\n${off}`)).toEqual([
    expect.stringMatching(RegExp(`^surfaces must leave at least one surface enabled, got .*\\(${FILE}:2:11\\)$`)),
  ]);
  expect(problemsIn(off)).toEqual([]);
});
