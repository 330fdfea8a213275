import type { Sizing } from '../../../src/config/sizing.js';
import type { Feature } from '../../../src/metrics/features.js';
import type { MetricStore } from '../exposition/instruments.js';
import { createStore } from '../exposition/store.js';
import type { EngineObserver, FinishReason } from '../model/engine-events.js';
import type { RequestRecord } from '../model/request.js';
import { feedingFromFirstUse, feedingFromStart } from './feeding.js';
import { observeBetween } from './request-times.js';
import { engineInstruments, UNKNOWN_HIT_RATE, type VllmGeneration } from './vllm-instruments.js';

export interface VllmProps {
  readonly generation: VllmGeneration;
  readonly modelName: string;
  /** Data-parallel engines behind the API server; 1 on V0, which has no label to tell more apart. */
  readonly engines: number;
  /** Processes that answer clients; as many as engines unless said, as vLLM has it. */
  readonly apiServers?: number;
  readonly sizing: Sizing;
  readonly features?: readonly Feature[];
  /** Buckets that it was told to have, by name of the histogram. */
  readonly ownBounds?: Readonly<Record<string, readonly number[]>>;
  /** Unix seconds now, for `_created`. */
  readonly createdAt?: () => number;
}

type EngineInstruments = ReturnType<typeof engineInstruments>;
/** An engine and whether its gauges are set by now. */
type Engine = EngineInstruments & { reports: boolean };

/**
 * A vLLM API server. The prefix cache is looked up when a request is scheduled, so `cachedTokens` must be known by then;
 * prompt tokens count at the first token, output tokens as they come, everything else of a request when it is finished.
 *
 * As 0.32.0 showed and the sources of 0.11 to 0.33 have it: a request whose client leaves is dropped before it is recorded. Its
 * tokens count, and its first token where it had one; nothing that is recorded when a request is finished does, not even
 * `finished_reason="abort"`. With several API servers, so with several engines, the gauges of an engine appear with its first
 * request, and there are no `_created` series.
 * Chosen, since nothing recorded says otherwise: V0 drops aborted requests, too, and one that failed counts as aborted where the
 * generation knows no `error`.
 * Not shown: the FastAPI middleware's `http_*`, `vllm:cache_config_info`, and what an option adds.
 * Throws for more than one engine of V0.
 */
export function vllmExporter(props: VllmProps): { readonly store: MetricStore; readonly observer: EngineObserver } {
  const { generation, modelName, sizing, features = [], createdAt, apiServers = props.engines } = props;
  if (generation === 'v0' && props.engines !== 1) throw new Error(`engines of v0 must be 1, got ${props.engines}`);
  const own = props.ownBounds === undefined ? {} : { ownBounds: props.ownBounds };
  const clock = createdAt === undefined ? {} : { createdAt };
  const shared = apiServers > 1;
  const store = createStore({ component: 'vllm', generation, sizing, features, hasCreated: !shared, ...clock, ...own });
  const counting = feedingFromStart(store);
  const reporting = shared ? feedingFromFirstUse(store) : counting;
  const engines = Array.from({ length: props.engines }, (_, engine) => {
    const labels = generation === 'v0' ? { model_name: modelName } : { model_name: modelName, engine: String(engine) };
    return startedEngine(engineInstruments({ counting, reporting }, generation, labels), !shared);
  });
  const engineOf = (rank: number): Engine => {
    const engine = engines[rank];
    if (engine === undefined) throw new Error(`rank must be below ${engines.length}, got ${rank}`);
    return engine;
  };
  return { store, observer: observerOf(engineOf) };
}

function startedEngine(engine: EngineInstruments, reports: boolean): Engine {
  engine.awake.set(1);
  engine.hostHitRate.set(UNKNOWN_HIT_RATE);
  engine.hitRate.set(UNKNOWN_HIT_RATE);
  return { ...engine, reports };
}

function observerOf(engineOf: (rank: number) => Engine): EngineObserver {
  return {
    scheduled: ({ ask, cachedTokens }, rank) => {
      const engine = engineOf(rank);
      engine.reports = true;
      engine.lookedUp.add(ask.promptTokens);
      engine.found.add(cachedTokens);
      engine.cachedOnDevice.add(cachedTokens);
    },
    firstToken: (request, rank) => {
      const engine = engineOf(rank);
      const { ask, cachedTokens } = request;
      engine.promptTokens.add(ask.promptTokens);
      engine.cachedTokens.add(cachedTokens);
      engine.cachedPromptTokens.add(cachedTokens);
      engine.computedPromptTokens.add(ask.promptTokens - cachedTokens);
      engine.generationTokens.add(1);
      observeBetween(engine.timeToFirstToken, request.queuedAt, request.firstTokenAt);
    },
    tokens: (_, count, intervalSeconds, rank) => {
      engineOf(rank).generationTokens.add(count);
      engineOf(rank).interTokenLatency.observe(intervalSeconds, count);
    },
    preempted: (_, rank) => engineOf(rank).preemptions.add(1),
    finished: (request, reason, rank) => {
      if (reason !== 'abort') finish(engineOf(rank), request, reason);
    },
    // Arks disaggregates SGLang only.
    transferred: () => {},
    state: (state, rank) => {
      const engine = engineOf(rank);
      if (!engine.reports) return;
      engine.running.set(state.running);
      engine.waiting.set(state.waiting);
      engine.waitingForCapacity.set(state.waiting);
      engine.kvCacheUsage.set(state.usedTokens / state.capacityTokens);
      engine.hitRate.set(state.recentHitRatio ?? UNKNOWN_HIT_RATE);
    },
  };
}

function finish(engine: EngineInstruments, request: RequestRecord, reason: FinishReason): void {
  const { ask, queuedAt, scheduledAt, firstTokenAt, finishedAt, generatedTokens } = request;
  (engine.finished.get(reason) ?? engine.finished.get('abort'))?.add(1);
  engine.promptLength.observe(ask.promptTokens);
  engine.generationLength.observe(generatedTokens);
  engine.samples.observe(1);
  engine.computedTokens.observe(ask.promptTokens - request.cachedTokens);
  engine.preemptionsOfRequest.observe(request.preemptions);
  observeBetween(engine.requestLatency, queuedAt, finishedAt);
  observeBetween(engine.queueTime, queuedAt, scheduledAt);
  observeBetween(engine.inferenceTime, scheduledAt, finishedAt);
  observeBetween(engine.prefillTime, scheduledAt, firstTokenAt);
  observeBetween(engine.decodeTime, firstTokenAt, finishedAt);
  engine.meanTimePerToken.observe(meanTimePerToken(request));
}

/** vLLM says 0 of a request that has no second token. */
function meanTimePerToken({ firstTokenAt, finishedAt, generatedTokens }: RequestRecord): number {
  if (firstTokenAt === undefined || finishedAt === undefined || generatedTokens < 2) return 0;
  return (finishedAt - firstTokenAt) / (generatedTokens - 1);
}
