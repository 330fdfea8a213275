import type { Component } from '../metrics/components.js';
import type { Metric } from '../metrics/metric.js';

/** How texts and names are written where they are read. */
export interface Writing {
  readonly plain: (text: string) => string;
  readonly code: (text: string) => string;
}

/** What the program behind each exporter is called. */
export const EXPORTERS: Readonly<Record<Component, string>> = {
  vllm: 'vLLM',
  sglang: 'SGLang',
  sglangRouter: 'The router of SGLang',
  dynamo: 'Dynamo',
  'tensorrt-llm': 'TensorRT-LLM',
  gateway: 'The gateway plugin of Arks',
  envoy: 'Envoy',
  operator: 'The Arks operator',
  customResources: 'Custom resources of Arks',
  tokenLimits: 'Rate limits of ArksTokens',
  kubernetes: 'Pods and containers',
  dcgm: 'GPUs',
  prometheus: 'Prometheus itself',
};

/** Since when a metric is gone, hidden or deprecated, and what took its place. */
export function removalOf(
  { removed, deprecated, hiddenFrom, replacedBy }: Metric,
  { plain, code }: Writing,
): readonly string[] {
  return [
    ...(removed === undefined ? [] : [plain(removed)]),
    ...(hiddenFrom === undefined ? [] : [`hidden from ${plain(hiddenFrom)}`]),
    ...(deprecated === undefined ? [] : [`deprecated: ${plain(deprecated)}`]),
    ...(replacedBy === undefined ? [] : [`use ${code(replacedBy)}`]),
  ];
}

/** What a metric says, when it is shown, and what it needs. */
export function metricSays({ help, condition, feature, note, emitted }: Metric, plain: Writing['plain']): string {
  return [
    plain(help),
    ...(condition === undefined ? [] : [`Shown: ${plain(condition)}`]),
    ...(feature === undefined ? [] : [`Needs: ${plain(feature)}`]),
    ...(note === undefined ? [] : [plain(note)]),
    ...(emitted === false ? ['The code declares it, and nothing sets it'] : []),
    ...(emitted === 'unverified' ? ['Whether anything sets it is not known'] : []),
  ]
    .map((text) => text.replace(/[.;,\s]*$/, ''))
    .join('. ');
}
