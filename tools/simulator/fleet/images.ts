import type { Sizing } from '../../../src/config/sizing.js';
import type { Clock } from '../clock.js';
import { dynamoExporter } from '../exporters/dynamo.js';
import { sglangExporter } from '../exporters/sglang.js';
import { tensorrtLlmExporter } from '../exporters/tensorrt-llm.js';
import { vllmExporter } from '../exporters/vllm.js';
import { escapedNames } from '../exposition/escaped-names.js';
import type { EngineImage } from '../model/application/unified.js';
import { ENGINE_DEFAULTS, type EngineSettings } from '../model/engine/settings.js';
import type { EngineSpec, OwnBuckets } from './spec.js';

export interface ImageProps {
  readonly clock: Clock;
  readonly epochSeconds: number;
  readonly sizing: Sizing;
  readonly engine: EngineSpec;
  readonly engineType: 'unified' | 'prefill' | 'decode';
  readonly model: string;
  readonly settings?: Partial<EngineSettings>;
  readonly startSeconds?: number;
  readonly ownBuckets?: OwnBuckets;
}

const START_SECONDS = 120;

/** What runs in a container of an application, by runtime and generation. */
export function imageOf(props: ImageProps): EngineImage {
  const { clock, epochSeconds, sizing, engine, engineType, model, settings, startSeconds = START_SECONDS } = props;
  const { engines = 1 } = engine;
  const own = props.ownBuckets === undefined ? {} : { ownBounds: props.ownBuckets };
  return {
    engines,
    settings: { ...ENGINE_DEFAULTS, ...settings },
    startSeconds,
    exporter: () => {
      const startedAt = epochSeconds + clock.now();
      if (engine.runtime === 'vllm') {
        return vllmExporter({
          generation: engine.generation,
          modelName: model,
          engines,
          sizing,
          createdAt: () => startedAt,
          ...own,
        });
      }
      if (engine.runtime === 'dynamo') {
        const { generation } = engine;
        return dynamoExporter({ generation, modelName: model, sizing, settings: { ...ENGINE_DEFAULTS, ...settings } });
      }
      if (engine.runtime === 'tensorrt-llm') {
        return tensorrtLlmExporter({ generation: engine.generation, modelName: model, sizing, ...own });
      }
      const { generation, ranks = 1, escaping } = engine;
      const { store, observer } = sglangExporter({
        generation,
        modelName: model,
        engineType,
        engines,
        ranks,
        sizing,
        ...own,
      });
      return { store: escaping === undefined ? store : escapedNames(store, escaping), observer };
    },
  };
}
