import { advance, stateOf } from '@arks-monitoring/simulator/model/engine/batch.js';
import type { RequestRecord } from '@arks-monitoring/simulator/model/request.js';
import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import type { Notes } from './notes.js';
import type { Watched } from './witness.js';

type Note = (what: string, labels: Labels, value: number) => void;

/** Notes what engines hold, read from the engines themselves. */
export function noteEngines(
  notes: Notes,
  step: number,
  watched: readonly Watched[],
  log: readonly RequestRecord[],
): void {
  const note: Note = (what, labels, value) => notes.note(what, step, labels, value);
  const answering = watched.filter(({ replica }) => replica.pod().process?.answers() === true);
  for (const { process, cores } of answering) {
    for (const core of cores) advance(core);
    const { identity, engine } = process;
    if (engine.runtime === 'dynamo') {
      noteFrontend(note, identity, cores);
      continue;
    }
    if (engine.runtime === 'tensorrt-llm') {
      noteIterations(note, process, cores);
      continue;
    }
    const states = cores.map(stateOf);
    const total = (of: (state: (typeof states)[0]) => number) => states.reduce((sum, state) => sum + of(state), 0);
    note(
      'running',
      identity,
      total(({ running }) => running),
    );
    note(
      'waiting',
      identity,
      total(({ waiting }) => waiting),
    );
    note('KV use', identity, Math.max(...states.map(({ usedTokens, capacityTokens }) => usedTokens / capacityTokens)));
    if (process.shows(['vllm:num_requests_swapped'])) note('swapped', identity, 0);
    if (process.shows(['vllm:cpu_cache_usage_perc'])) note('host KV use', identity, 0);
    if (process.shows(['vllm:cpu_prefix_cache_hit_rate'])) note('host hit ratio', identity, -1);
    const onlyRatio =
      engine.runtime === 'vllm' ? engine.generation === 'v0' : !process.shows(['sglang:cached_tokens_total']);
    if (onlyRatio) note('hit ratio', identity, states[0]?.recentHitRatio ?? (engine.runtime === 'vllm' ? -1 : 0));
    if (engine.generation === 'g1' && process.lastQueueSeconds !== undefined) {
      note('last queue seconds', identity, process.lastQueueSeconds);
    }
    if (engine.runtime === 'sglang' && engine.generation === 'g4' && identity['role'] === 'prefill') {
      note('last transfer milliseconds', identity, process.lastTransfer.milliseconds);
      note('last transfer speed', identity, process.lastTransfer.speed);
    }
  }
  noteQueues(note, answering, log);
}

/** A frontend takes what has no first token for queued, wherever in an engine it is. */
function noteFrontend(note: Note, identity: Labels, cores: Watched['cores']): void {
  const held = cores.flatMap(({ waiting, running, prefilling }) => [
    ...waiting,
    ...running,
    ...(prefilling === undefined ? [] : [prefilling]),
  ]);
  const begun = held.filter(({ request }) => request.firstTokenAt !== undefined).length;
  note('running', identity, begun);
  note('waiting', identity, held.length - begun);
}

/**
 * What is scheduled is told at each step; what waits, and what the cache holds, by iterations as far as they are read. The last one
 * before it has nothing to do leaves no queue and no cache in use.
 */
function noteIterations(
  note: Note,
  { identity, iterations, shows }: Watched['process'],
  cores: Watched['cores'],
): void {
  for (const { running, waiting, usedTokens, capacityTokens } of cores.map(stateOf)) {
    if (shows(['trtllm_scheduled_batch_size'])) note('running', identity, running);
    if (iterations === 'unread') continue;
    note('waiting', identity, iterations === 'read' ? waiting : 0);
    note('KV use', identity, iterations === 'read' ? usedTokens / capacityTokens : 0);
  }
}

/**
 * The queues between prefill and decode, worked out from where each request is: known to the router and to neither engine, its
 * prompt at prefill, or computed and on its way. Holds while no client hangs up and no worker dies at that moment.
 */
function noteQueues(note: Note, watched: readonly Watched[], log: readonly RequestRecord[]): void {
  const ofRole = (role: string) => watched.filter(({ process }) => process.identity['role'] === role);
  const prompts = ofRole('prefill').flatMap(({ cores }) =>
    cores.flatMap(({ waiting, prefilling }) => [...waiting, ...(prefilling === undefined ? [] : [prefilling])]),
  );
  const atPrefill = new Set(prompts.map(({ request }) => request.id));
  const between = log.filter(
    ({ prefillPod, scheduledAt, finishedAt }) =>
      prefillPod !== undefined && scheduledAt === undefined && finishedAt === undefined,
  );
  const computed = new Set(ofRole('prefill').flatMap(({ process }) => [...process.moving]));
  const isUnpromised = ({ id }: RequestRecord) => !atPrefill.has(id) && !computed.has(id);
  for (const { replica, process } of ofRole('prefill')) {
    const own = between.filter(({ prefillPod }) => prefillPod === replica.name);
    note('bootstrap queue', process.identity, own.filter(isUnpromised).length);
    note('in-flight queue', process.identity, process.moving.size);
  }
  for (const { replica, process } of ofRole('decode')) {
    const own = between.filter(({ pod }) => pod === replica.name);
    note('preallocation queue', process.identity, own.filter(isUnpromised).length);
    note('transfer queue', process.identity, own.filter((request) => !isUnpromised(request)).length);
  }
}
