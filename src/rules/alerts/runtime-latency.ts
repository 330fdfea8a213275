import { ENGINES } from '../../config/surfaces.js';
import {
  interTokenLatency,
  interTokenLatencyP95,
  requestLatencyP95,
  timeToFirstToken,
  timeToFirstTokenP95,
} from '../../signals/latency/latency.js';
import { requestsEnded } from '../../signals/requests/abandonment.js';
import { ON_RUNTIME } from '../../signals/vocabulary/identity.js';
import { type Alert, ROLE_VARIABLES } from '../alert.js';
import { label, ROLE_IN_WORDS } from '../alert-words.js';

/**
 * What the users of an application wait for, at a limit or above: a percentile beyond the end of a grid reads as that end, which
 * is the limit itself for first tokens of vLLM V0.
 */
export const runtimeLatencyAlerts = {
  runtimeFirstTokenSlow: {
    name: 'ArksRuntimeFirstTokenSlow',
    severity: 'warning',
    surfaces: ENGINES,
    when: { signal: timeToFirstTokenP95, is: 'at least', limit: 'firstTokenP95Seconds' },
    while: [{ signal: timeToFirstToken.count, is: 'above', limit: 'minimumRequestsPerSecond', on: ON_RUNTIME }],
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `p95 time to first token of ${ROLE_IN_WORDS} on ${label('runtime')} is ${value}, limit ${limit}`,
    description: 'First check the waiting requests, then the prefix-cache hit ratio and the length of prompts.',
    dashboard: 'arks-runtime',
    panel: 'Time to first token, p95',
    variables: ROLE_VARIABLES,
  },
  runtimeInterTokenSlow: {
    name: 'ArksRuntimeInterTokenSlow',
    severity: 'warning',
    surfaces: ENGINES,
    when: { signal: interTokenLatencyP95, is: 'at least', limit: 'interTokenP95Seconds' },
    while: [{ signal: interTokenLatency.count, is: 'above', limit: 'minimumRequestsPerSecond', on: ON_RUNTIME }],
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `p95 inter-token latency of ${ROLE_IN_WORDS} on ${label('runtime')} is ${value}, limit ${limit}`,
    description: 'First check the batch size and preemptions, then look for one slow replica among fast ones.',
    dashboard: 'arks-runtime',
    panel: 'Time per output token, p95',
    variables: ROLE_VARIABLES,
  },
  runtimeRequestSlow: {
    name: 'ArksRuntimeRequestSlow',
    severity: 'warning',
    surfaces: ENGINES,
    when: { signal: requestLatencyP95, is: 'at least', limit: 'requestP95Seconds' },
    while: [{ signal: requestsEnded, is: 'above', limit: 'minimumRequestsPerSecond', on: ON_RUNTIME }],
    for: '10m',
    keepFiringFor: '5m',
    summary: ({ value, limit }) =>
      `p95 request latency of ${ROLE_IN_WORDS} on ${label('runtime')} is ${value}, limit ${limit}`,
    description:
      'First check which stage takes the time (queue, prefill or decode), then the length of answers. On vLLM these numbers ' +
      'do not include requests whose client left. The buckets of vLLM V0 end at 60s, so a limit above 60s never fires there. ' +
      'The buckets of SGLang before 0.4.4 end at 60s, too.',
    dashboard: 'arks-runtime',
    panel: 'End-to-end latency, p95',
    variables: ROLE_VARIABLES,
  },
} as const satisfies Readonly<Record<string, Alert>>;
