import { componentGenerations } from '../../../src/metrics/components.js';
import { labelFact } from '../../../src/metrics/metric.js';
import { SCHEDULER } from '../../../src/metrics/sglang/labels.js';
import type { LabelValues } from '../exposition/instruments.js';

export type SglangGeneration = (typeof componentGenerations.sglang)[number];

/** What tells the series of one server apart. */
export interface SglangIdentity {
  readonly generation: SglangGeneration;
  readonly modelName: string;
  readonly engineType: 'unified' | 'prefill' | 'decode';
  /** Data-parallel schedulers. */
  readonly engines: number;
  /** Tensor-parallel ranks that report: 1 unless --enable-metrics-for-all-schedulers is set. */
  readonly ranks: number;
}

const order = componentGenerations.sglang;

/** Whether a generation is as new as another. */
export function isSince(generation: SglangGeneration, first: SglangGeneration): boolean {
  return order.indexOf(generation) >= order.indexOf(first);
}

/** The labels of each rank of a data-parallel scheduler. Throws where the generation has none to tell them apart. */
export function schedulerLabels(identity: SglangIdentity, engine: number): readonly LabelValues[] {
  const { generation, engines, ranks } = identity;
  if ((engines > 1 || ranks > 1) && !isSince(generation, 'g2')) {
    throw new Error(`engines and ranks of ${generation} must be 1, got ${engines} and ${ranks}`);
  }
  return Array.from({ length: ranks }, (_, rank) => {
    const possible = { ...identityLabels(identity), tp_rank: String(rank), pp_rank: '0', moe_ep_rank: '0' };
    const certain = Object.entries(possible).filter(([name]) => hasSchedulerLabel(name, generation));
    return { ...Object.fromEntries(certain), ...(engines > 1 ? { dp_rank: String(engine) } : {}) };
  });
}

/** The labels of what a server counts once. `engine_type` is among them since g5, the first where a recording shows it. */
export function tokenizerLabels(identity: SglangIdentity): LabelValues {
  return isSince(identity.generation, 'g5') ? identityLabels(identity) : { model_name: identity.modelName };
}

/** Those of what is told apart by streaming, which g6 does first */
export function streamingLabels(generation: SglangGeneration, labels: LabelValues, streaming: boolean): LabelValues {
  return isSince(generation, 'g6') ? { ...labels, is_streaming: String(streaming) } : labels;
}

const identityLabels = ({ modelName, engineType }: SglangIdentity) => ({
  model_name: modelName,
  engine_type: engineType,
});

function hasSchedulerLabel(name: string, generation: SglangGeneration): boolean {
  const label = Object.entries(SCHEDULER).find(([known]) => known === name)?.[1];
  const from = order.find((one) => one === labelFact(label ?? 0).from) ?? 'g0';
  return isSince(generation, from);
}
