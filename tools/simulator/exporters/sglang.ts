import type { Sizing } from '../../../src/config/sizing.js';
import type { Feature } from '../../../src/metrics/features.js';
import type { MetricStore } from '../exposition/instruments.js';
import { createStore } from '../exposition/store.js';
import type { EngineObserver, FinishReason, KvTransfer } from '../model/engine-events.js';
import type { RequestRecord } from '../model/request.js';
import { feedingFromFirstUse } from './feeding.js';
import { observeBetween } from './request-times.js';
import { schedulerInstruments, tokenizerInstruments } from './sglang-instruments.js';
import { type SglangIdentity, schedulerLabels, tokenizerLabels } from './sglang-labels.js';

export interface SglangProps extends SglangIdentity {
  readonly sizing: Sizing;
  readonly features?: readonly Feature[];
  /** Buckets that it was told to have, by name of the histogram. */
  readonly ownBounds?: Readonly<Record<string, readonly number[]>>;
}

type Tokenizer = ReturnType<typeof tokenizerInstruments>;
type Scheduler = ReturnType<typeof schedulerInstruments> & { retractedSinceState: number };

const MILLISECONDS = 1000;
const MEGABYTES_PER_GIGABYTE = 1000;
const NO_TRANSFER: KvTransfer = { seconds: 0, megabytes: 0, failed: false };

/**
 * An SGLang server. Tokens and requests count when a request is finished, latencies as they are known. A series appears when it is
 * fed first, as SGLang names its labels only then; so a counter's first value is no increase that Prometheus sees.
 *
 * As its tokenizer manager has it: a request that was aborted counts as aborted, and as finished too where it had been
 * scheduled; before g3 there is no count of aborts. Only prefill measures its stages and its transfers; decode shows the
 * gauges of transfers, at 0.
 * Not shown: what no signal reads and no model tells (grammars, speculation, CUDA graphs, HTTP, execution times,
 * `num_so_requests_total`), bootstrap failures, and the hierarchical cache. An abort is a call of abort_request, and one client that
 * left is one; `abort_all`, which is one call for all, is nothing that a client does.
 * Throws for several engines or ranks before g2, which has no label for them.
 */
export function sglangExporter(props: SglangProps): { readonly store: MetricStore; readonly observer: EngineObserver } {
  const { generation, engineType, sizing } = props;
  const ofRole: readonly Feature[] = engineType === 'unified' ? [] : ['disaggregation'];
  const features = [...(props.features ?? []), ...ofRole];
  const own = props.ownBounds === undefined ? {} : { ownBounds: props.ownBounds };
  const store = createStore({ component: 'sglang', generation, sizing, features, ...own });
  const make = feedingFromFirstUse(store);
  const tokenizer = tokenizerInstruments(make, generation, tokenizerLabels(props));
  const schedulers: readonly Scheduler[] = Array.from({ length: props.engines }, (_, engine) => ({
    ...schedulerInstruments(make, generation, schedulerLabels(props, engine)),
    retractedSinceState: 0,
  }));
  const schedulerOf = (rank: number): Scheduler => {
    const scheduler = schedulers[rank];
    if (scheduler === undefined) throw new Error(`rank must be below ${schedulers.length}, got ${rank}`);
    return scheduler;
  };
  return { store, observer: observerOf(props, tokenizer, schedulerOf) };
}

function observerOf(
  { engineType }: SglangIdentity,
  tokenizer: Tokenizer,
  schedulerOf: (rank: number) => Scheduler,
): EngineObserver {
  const lastTransfers = new Map<number, KvTransfer>();
  return {
    scheduled: ({ queuedAt, scheduledAt }, rank) => {
      const scheduler = schedulerOf(rank);
      observeBetween(scheduler.queueTime, queuedAt, scheduledAt);
      if (queuedAt !== undefined && scheduledAt !== undefined) scheduler.lastQueueTime.set(scheduledAt - queuedAt);
    },
    firstToken: ({ ask, queuedAt, scheduledAt, firstTokenAt }, rank) => {
      observeBetween(streamed(tokenizer, ask).timeToFirstToken, queuedAt, firstTokenAt);
      if (engineType === 'decode') return;
      observeBetween(schedulerOf(rank).prefillWaiting, queuedAt, scheduledAt);
      observeBetween(schedulerOf(rank).prefillForward, scheduledAt, firstTokenAt);
    },
    tokens: (_, count, intervalSeconds) => tokenizer.interTokenLatency.observe(intervalSeconds, count),
    preempted: ({ ask, generatedTokens }, rank) => {
      const scheduler = schedulerOf(rank);
      scheduler.retracted.add(1);
      scheduler.retractedInput.add(ask.promptTokens);
      scheduler.retractedOutput.add(generatedTokens);
      scheduler.retractedSinceState += 1;
    },
    finished: (request, reason) => finish(tokenizer, request, reason),
    transferred: (transfer, rank) => {
      const scheduler = schedulerOf(rank);
      if (transfer.failed) scheduler.transferFailures.add(1);
      else if (engineType === 'prefill') {
        feedTransfer(scheduler.transfers, 'observe', transfer);
        lastTransfers.set(rank, transfer);
      }
    },
    state: (state, rank) => {
      const scheduler = schedulerOf(rank);
      scheduler.running.set(state.running);
      scheduler.queued.set(state.waiting);
      scheduler.usedTokens.set(state.usedTokens);
      scheduler.usage.set(state.usedTokens / state.capacityTokens);
      scheduler.capacity.set(state.capacityTokens);
      scheduler.generationSpeed.set(state.generationSpeed);
      scheduler.hitRate.set(state.recentHitRatio ?? 0);
      scheduler.bootstrapQueue.set(state.bootstrapQueue);
      scheduler.inflightQueue.set(state.inflightQueue);
      scheduler.preallocationQueue.set(state.preallocationQueue);
      scheduler.transferQueue.set(state.transferQueue);
      scheduler.retractedLast.set(scheduler.retractedSinceState);
      scheduler.retractedSinceState = 0;
      feedTransfer(scheduler.lastTransfer, 'set', lastTransfers.get(rank) ?? NO_TRANSFER);
    },
  };
}

/** Whether a transfer is set in gauges or observed in histograms, its three measures are the same. */
function feedTransfer<How extends 'set' | 'observe'>(
  into: Readonly<Record<'latency' | 'speed' | 'size', Readonly<Record<How, (value: number) => void>>>>,
  how: How,
  { seconds, megabytes }: KvTransfer,
): void {
  into.latency[how](seconds * MILLISECONDS);
  into.speed[how](seconds > 0 ? megabytes / MEGABYTES_PER_GIGABYTE / seconds : 0);
  into.size[how](megabytes);
}

/** Where a request is counted: among streams, or among the others. */
function streamed({ ofStreams, ofOthers }: Tokenizer, { streaming }: RequestRecord['ask']) {
  return streaming ? ofStreams : ofOthers;
}

function finish(tokenizer: Tokenizer, request: RequestRecord, reason: FinishReason): void {
  const { ask, cachedTokens, generatedTokens } = request;
  if (reason === 'abort') tokenizer.aborted.add(1);
  if (reason === 'abort' && request.scheduledAt === undefined) return;
  const counted = streamed(tokenizer, ask);
  counted.finished.add(1);
  counted.promptTokens.add(ask.promptTokens);
  counted.generationTokens.add(generatedTokens);
  // Its collector names the labels of this counter only where something was cached.
  if (cachedTokens > 0) tokenizer.cachedTokens.add(cachedTokens);
  observeBetween(counted.requestLatency, request.queuedAt, request.finishedAt);
  tokenizer.promptLength.observe(ask.promptTokens);
  tokenizer.computedLength.observe(ask.promptTokens - cachedTokens);
  tokenizer.generationLength.observe(generatedTokens);
  tokenizer.retractionsOfRequest.observe(request.preemptions);
}
