import { grid } from '../bucket-grids.js';

const SPACED = 'log-spaced between DYN_METRICS_* minimum and maximum, rounded to two significant figures';

/** Bounds of Dynamo's histograms; those of 1.6 were read off a running 1.6.1. */
export const grids = {
  requestDuration: grid('dyn_request_duration', [0, 1.9, 3.4, 6.3, 12, 22, 40, 75, 140, 260], SPACED),
  requestDuration16: grid('dyn_request_duration_1.6', [0, 2, 4, 8, 16, 32, 64, 130, 260, 510], SPACED),
  inputLength: grid('dyn_isl', [0, 100, 210, 430, 870, 1800, 3600, 7400, 15000, 31000, 63000, 130000], SPACED),
  outputLength: grid('dyn_osl', [0, 100, 210, 430, 880, 1800, 3700, 7600, 16000, 32000], SPACED),
  firstToken: grid(
    'dyn_ttft',
    [0, 0.0022, 0.0047, 0.01, 0.022, 0.047, 0.1, 0.22, 0.47, 1, 2.2, 4.7, 10, 22, 48, 100, 220, 480],
    SPACED,
  ),
  interToken: grid('dyn_itl', [0, 0.0019, 0.0035, 0.0067, 0.013, 0.024, 0.045, 0.084, 0.16, 0.3, 0.56, 1.1, 2], SPACED),
  interToken16: grid(
    'dyn_itl_1.6',
    [0, 0.0018, 0.0033, 0.0059, 0.011, 0.02, 0.035, 0.064, 0.12, 0.21, 0.38, 0.69, 1.2, 2.3, 4.1, 7.4, 13, 24, 44, 80],
    SPACED,
  ),
  tokenizerMilliseconds: grid('dyn_tokenizer_ms', [0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512]),
  componentDuration: grid('dyn_component_duration', [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]),
  componentDuration16: grid(
    'dyn_component_duration_1.6',
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600],
  ),
  httpServiceDuration: grid('dyn_nv_llm_duration', [0, 1, 2, 4, 8, 16, 32, 64, 128, 256]),
  kvTransfer: grid(
    'dyn_router_kv_transfer',
    [0, 0.0019, 0.0037, 0.0072, 0.014, 0.027, 0.052, 0.1, 0.19, 0.37, 0.72, 1.4, 2.7, 5.2, 10],
  ),
  share: grid(
    'dyn_share',
    bounds(21, (index) => index * 0.05),
  ),
  attachments: grid('dyn_attachments', [...bounds(11, (index) => index), 20, 30, 40, 50, 100]),
  imageTokens: grid(
    'dyn_image_tokens',
    bounds(15, (index) => 4 * 2 ** index),
  ),
  eventLoopDelay: grid('dyn_event_loop_delay', [0, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]),
  stage: grid('dyn_stage', [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5]),
  template: grid('dyn_template', [0.00001, 0.00005, 0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05]),
  step: grid('dyn_step', [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1]),
  migration: grid('dyn_migration', [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60]),
  roundtrip: grid('dyn_roundtrip', [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]),
  hashingMilliseconds: grid(
    'dyn_hashing_ms',
    bounds(15, (index) => 2 ** index / 1000),
  ),
  overheadMilliseconds: grid(
    'dyn_overhead_ms',
    [
      0.01, 0.03, 0.09, 0.27, 0.81, 2.43, 7.290000000000001, 21.870000000000005, 65.61000000000001, 196.83000000000004,
      590.4900000000001, 1771.4700000000003, 5314.410000000001, 15943.230000000003, 47829.69000000001,
      143489.07000000004, 430467.2100000001,
    ],
  ),
  blocksLost: grid(
    'dyn_blocks_lost',
    bounds(16, (index) => 0.25 * 2 ** index),
  ),
  blocksBeyond: grid(
    'dyn_blocks_beyond',
    bounds(12, (index) => 2 ** index),
  ),
  permitWait: grid('dyn_permit_wait', [0.0001, 0.001, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60]),
  firstResponse: grid('dyn_first_response', [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]),
};

function bounds(count: number, boundOf: (index: number) => number): readonly number[] {
  return Array.from({ length: count }, (_, index) => boundOf(index));
}
