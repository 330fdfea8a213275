import { family, sometimes } from '../metric.js';
import { grids } from './grids.js';

const shared = {
  component: 'dynamo',
  generations: ['frontend-1.6'],
  source: 'a running ai-dynamo 1.6.1, frontend',
  since: 'a running 1.6.1',
} as const;
const ROUTER = { dynamo_component: 1, dynamo_namespace: 1, router_id: 1, worker_id: 1 } as const;
const byRouter = family({ ...shared, labels: { router_id: 1 } });
const routed = family({ ...shared, labels: ROUTER });
const byWorkerType = family({ ...shared, labels: { ...ROUTER, worker_type: 1 } });
const byPhase = family({ ...shared, labels: { ...ROUTER, model: sometimes, phase: sometimes } });

/** The router within Dynamo's frontend. No signal reads it. */
export const routerParts = [
  byRouter.histogram(
    'dynamo_router_overhead_block_hashing_ms',
    'milliseconds',
    grids.hashingMilliseconds,
    'Hashing of blocks',
  ),
  byRouter.histogram(
    'dynamo_router_overhead_seq_hashing_ms',
    'milliseconds',
    grids.hashingMilliseconds,
    'Hashing of sequences',
  ),
  byRouter.histogram(
    'dynamo_router_overhead_indexer_find_matches_ms',
    'milliseconds',
    grids.overheadMilliseconds,
    'Search of the index',
  ),
  byRouter.histogram(
    'dynamo_router_overhead_scheduling_ms',
    'milliseconds',
    grids.overheadMilliseconds,
    'Choice of a worker',
  ),
  byRouter.histogram(
    'dynamo_router_overhead_shared_cache_query_ms',
    'milliseconds',
    grids.overheadMilliseconds,
    'Query of the shared cache',
  ),
  byRouter.histogram('dynamo_router_overhead_total_ms', 'milliseconds', grids.overheadMilliseconds, 'All of routing'),
  byRouter.counter('dynamo_router_shared_cache_errors_total', 'errors', 'Errors of the shared cache'),
  byPhase.histogram('dynamo_component_router_input_sequence_tokens', 'tokens', grids.inputLength, 'Input length'),
  routed.histogram('dynamo_component_router_output_sequence_tokens', 'tokens', grids.outputLength, 'Output length'),
  routed.histogram(
    'dynamo_component_router_time_to_first_token_seconds',
    'seconds',
    grids.firstToken,
    'Time to first token at the router',
  ),
  routed.histogram(
    'dynamo_component_router_inter_token_latency_seconds',
    'seconds',
    grids.interToken,
    'Inter-token latency at the router',
  ),
  routed.histogram('dynamo_component_router_kv_hit_rate', 'ratio', grids.share, 'Share of blocks that a worker had'),
  routed.histogram(
    'dynamo_component_router_kv_transfer_estimated_latency_seconds',
    'seconds',
    grids.kvTransfer,
    'Estimated time of a KV transfer',
  ),
  byWorkerType.counter(
    'dynamo_component_router_non_max_overlap_selections_total',
    'count',
    'Choices of another worker than the one with most blocks',
  ),
  byWorkerType.histogram(
    'dynamo_component_router_overlap_blocks_lost',
    'blocks',
    grids.blocksLost,
    'Blocks given up so',
  ),
  routed.counter('dynamo_component_router_requests_started_total', 'requests', 'Requests that the router began'),
  routed.counter('dynamo_component_router_requests_total', 'requests', 'Requests that the router ended'),
  routed.histogram(
    'dynamo_component_router_shared_cache_beyond_blocks',
    'blocks',
    grids.blocksBeyond,
    'Blocks that only the shared cache had',
  ),
  routed.histogram(
    'dynamo_component_router_shared_cache_hit_rate',
    'ratio',
    grids.share,
    'Share of blocks that the shared cache had',
  ),
] as const;
