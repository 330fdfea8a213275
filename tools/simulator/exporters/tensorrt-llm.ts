import type { Sizing } from '../../../src/config/sizing.js';
import type { MetricStore } from '../exposition/instruments.js';
import { createStore } from '../exposition/store.js';
import type { EngineObserver, EngineState, FinishReason } from '../model/engine-events.js';
import type { RequestRecord } from '../model/request.js';
import { observeBetween } from './request-times.js';
import { tensorrtLlmInstruments } from './tensorrt-llm-instruments.js';

export type TensorrtLlmGeneration = 'g0' | 'g1' | 'g2';

export interface TensorrtLlmProps {
  readonly generation: TensorrtLlmGeneration;
  readonly modelName: string;
  readonly sizing: Sizing;
  /** Buckets that it was told to have, by name of the histogram. */
  readonly ownBounds?: Readonly<Record<string, readonly number[]>>;
}

type Instruments = ReturnType<typeof tensorrtLlmInstruments>;

const TOKENS_PER_BLOCK = 32;
/** How long it waits for statistics of an iteration before it reads no more. */
const READS_ON_SECONDS = 0.5;
/** A step of an empty batch, and what a request and a token of context add to it. */
const STEP_SECONDS = { empty: 0.0113, request: 0.00021, token: 0.000000037 };

/**
 * A trtllm-serve with `return_perf_metrics` and `enable_iter_perf_stats`, as its source has it at 050f80d: everything of a request
 * counts when that is finished. A stream that its client leaves, and an answer that fails, are counted nowhere; an answer in one
 * piece that nobody waits for any more is `cancelled`. Statistics of iterations are read once a request is finished, and from
 * then on until nothing was computed for half a second: gauges then stay as the last iteration left them, until the next request is
 * finished. The scheduled batch alone is told at each step.
 * Not shown: memory, speculation, perplexity, host and disk caches, and requests that are none of the API.
 */
export function tensorrtLlmExporter(props: TensorrtLlmProps): {
  readonly store: MetricStore;
  readonly observer: EngineObserver;
} {
  const { generation, modelName, sizing } = props;
  const own = props.ownBounds === undefined ? {} : { ownBounds: props.ownBounds };
  const features = ['iteration-statistics'] as const;
  const store = createStore({ component: 'tensorrt-llm', generation, sizing, features, ...own });
  const instruments = tensorrtLlmInstruments(store, modelName);
  const computed = new Set<RequestRecord>();
  let emptyAt: number | undefined;
  let reads = false;
  return {
    store,
    observer: {
      scheduled: (request) => {
        const { scheduledAt = 0 } = request;
        if (reads && computed.size === 0 && scheduledAt - (emptyAt ?? scheduledAt) > READS_ON_SECONDS) {
          reads = false;
          leaveEmpty(instruments);
        }
        computed.add(request);
      },
      firstToken: () => {},
      tokens: () => {},
      preempted: () => {},
      finished: (request, reason) => {
        computed.delete(request);
        if (computed.size === 0) emptyAt = request.finishedAt;
        if (!isCounted(request, reason)) return;
        reads = true;
        finish(instruments, request, reason);
      },
      // Arks disaggregates SGLang only.
      transferred: () => {},
      state: (state) => {
        instruments.scheduledBatch.set(state.running);
        if (!reads) return;
        showIteration(instruments, state);
      },
    },
  };
}

/** Whether its server comes to the end of an answer. */
function isCounted({ ask }: RequestRecord, reason: FinishReason): boolean {
  return reason === 'stop' || reason === 'length' || (reason === 'abort' && !ask.streaming);
}

function finish(instruments: Instruments, request: RequestRecord, reason: FinishReason): void {
  const { ask, queuedAt, scheduledAt, firstTokenAt, finishedAt, generatedTokens, cachedTokens } = request;
  instruments.finished(reason === 'abort' ? 'cancelled' : reason).add(1);
  instruments.completed.add(1);
  observeBetween(instruments.requestLatency, queuedAt, finishedAt);
  observeBetween(instruments.timeToFirstToken, queuedAt, firstTokenAt);
  observeBetween(instruments.queueTime, queuedAt, scheduledAt);
  observeBetween(instruments.prefillTime, scheduledAt, firstTokenAt);
  observeBetween(instruments.decodeTime, firstTokenAt, finishedAt);
  observeBetween(instruments.inferenceTime, scheduledAt, finishedAt);
  if (firstTokenAt !== undefined && finishedAt !== undefined && generatedTokens > 1) {
    instruments.timePerToken.observe((finishedAt - firstTokenAt) / (generatedTokens - 1));
  }
  instruments.promptTokens.add(ask.promptTokens);
  if (generatedTokens > 0) instruments.generationTokens.add(generatedTokens);
  instruments.cachedTokens.add(cachedTokens);
  instruments.cachedTokensOfRequest.observe(cachedTokens);
}

/** What the last iteration that was read has left, whenever that was. */
function leaveEmpty({ waiting, usage, usedBlocks }: Instruments): void {
  for (const gauge of [waiting, usage, usedBlocks]) gauge.set(0);
}

/** The number of running requests is that at the beginning of an iteration, so the last one has some. */
function showIteration(instruments: Instruments, { running, waiting, usedTokens, capacityTokens }: EngineState): void {
  if (running > 0) instruments.running.set(running);
  instruments.waiting.set(waiting);
  instruments.usage.set(usedTokens / capacityTokens);
  instruments.usedBlocks.set(Math.ceil(usedTokens / TOKENS_PER_BLOCK));
  instruments.maxBlocks.set(Math.floor(capacityTokens / TOKENS_PER_BLOCK));
  const { empty, request, token } = STEP_SECONDS;
  instruments.iterationSeconds.set(empty + request * running + token * usedTokens);
}
