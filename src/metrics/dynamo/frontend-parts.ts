import { family, sometimes } from '../metric.js';
import { grids } from './grids.js';

const shared = {
  component: 'dynamo',
  generations: ['frontend-1.6'],
  source: 'a running ai-dynamo 1.6.1, frontend',
  since: 'a running 1.6.1',
} as const;
const plain = family({ ...shared, labels: {} });
const byModel = family({ ...shared, labels: { model: 1 } });
const lastOfWorker = family({ ...shared, labels: { dp_rank: 1, worker_id: 1, worker_type: 1 } });

/** What Dynamo's frontend shows of its own steps: templates, tokenizers, stages, the way to the workers. No signal reads it. */
export const frontendParts = [
  byModel.histogram('dynamo_frontend_images_per_request', 'count', grids.attachments, 'Images of a request'),
  byModel.histogram('dynamo_frontend_videos_per_request', 'count', grids.attachments, 'Videos of a request'),
  byModel.histogram('dynamo_frontend_audio_per_request', 'count', grids.attachments, 'Sounds of a request'),
  byModel.histogram('dynamo_frontend_image_tokens_per_request', 'tokens', grids.imageTokens, 'Tokens of images'),
  plain.counter('dynamo_frontend_detokenize_token_count', 'tokens', 'Tokens turned into text'),
  plain.counter('dynamo_frontend_detokenize_total_us', 'microseconds', 'Time spent on turning tokens into text'),
  plain.histogram(
    'dynamo_frontend_event_loop_delay_seconds',
    'seconds',
    grids.eventLoopDelay,
    'How late the event loop is',
  ),
  family({ ...shared, labels: { stage: 3 } }).histogram(
    'dynamo_frontend_stage_duration_seconds',
    'seconds',
    grids.stage,
    'Time of a stage',
    { note: 'stage=preprocess|route|transport_roundtrip' },
  ),
  family({ ...shared, labels: { stage: 3, phase: sometimes } }).gauge(
    'dynamo_frontend_stage_requests',
    'requests',
    'Requests in a stage',
  ),
  plain.histogram('dynamo_frontend_template_seconds', 'seconds', grids.template, 'Time of the chat template'),
  plain.histogram('dynamo_frontend_tokenize_seconds', 'seconds', grids.step, 'Time of the tokenizer'),
  byModel.counter('dynamo_frontend_tokenizer_cache_cached_tokens_total', 'tokens', 'Tokens found in the cache'),
  byModel.counter('dynamo_frontend_tokenizer_cache_uncached_tokens_total', 'tokens', 'Tokens that were computed'),
  plain.counter('dynamo_frontend_tokenizer_cache_hits_total', 'count', 'Texts found in the cache'),
  plain.counter('dynamo_frontend_tokenizer_cache_misses_total', 'count', 'Texts not found in the cache'),
  lastOfWorker.gauge('dynamo_frontend_worker_last_input_sequence_tokens', 'tokens', 'Input of the last request'),
  lastOfWorker.gauge('dynamo_frontend_worker_last_inter_token_latency_seconds', 'seconds', 'Last inter-token latency'),
  lastOfWorker.gauge('dynamo_frontend_worker_last_time_to_first_token_seconds', 'seconds', 'Last time to first token'),
  family({ ...shared, labels: { model: 1, migration_type: 2, outcome: sometimes } }).histogram(
    'dynamo_frontend_model_migration_duration_seconds',
    'seconds',
    grids.migration,
    'Time from the loss of a worker until its requests go on elsewhere or end',
    { note: 'first shown when a worker is lost with requests; migration_type=ongoing_request, outcome=failure|...' },
  ),
  plain.gauge('dynamo_request_plane_inflight_requests', 'requests', 'Requests on their way to workers'),
  plain.histogram('dynamo_request_plane_queue_seconds', 'seconds', grids.step, 'Time before a request is sent'),
  plain.histogram('dynamo_request_plane_send_seconds', 'seconds', grids.step, 'Time to send a request'),
  plain.histogram(
    'dynamo_request_plane_roundtrip_ttft_seconds',
    'seconds',
    grids.roundtrip,
    'Time until a worker begins to answer',
  ),
] as const;
