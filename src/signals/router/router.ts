import {
  type CounterSeries,
  type Expression,
  extractLabel,
  firstOf,
  type Matcher,
  sumBy,
  unless,
  withLabel,
} from '../../promql/build.js';
import { rateArks, selectArks } from '../vocabulary/arks-series.js';
import { grouping, TARGET, type TargetLabel } from '../vocabulary/identity.js';
import { record } from '../vocabulary/record.js';
import type { View } from '../vocabulary/view.js';

const REQUESTS = ['smg_router_requests_total', 'sgl_router_pd_requests_total', 'sgl_router_requests_total'] as const;
const DURATIONS = [
  'smg_router_request_duration_seconds_bucket',
  'sgl_router_pd_request_duration_seconds_bucket',
  'sgl_router_request_duration_seconds_bucket',
] as const;
/**
 * What the router of 0.1.x counts, which tries once: requests, those without workers by type, those that decode failed by
 * worker. That of 0.2.x counts attempts there, those without workers twice.
 */
const ERRORS_OF_ONE_ATTEMPT = ['sgl_router_pd_errors_total', 'sgl_router_request_errors_total'] as const;
const FAILED_AT_DECODE = {
  decode_failed: 'sgl_router_pd_decode_errors_total',
  stream_broken: 'sgl_router_pd_stream_errors_total',
} as const;
const FAILED: Matcher = { label: 'status_code', operator: '=~', value: '5..' };
/**
 * Answers to probes are answers, too: while no worker is healthy, /readiness is a 503. They have no code of an error, and in smg
 * 1.13, where an engine's own 5xx has none either, a path.
 */
const WITH_CODE: readonly Matcher[] = [FAILED, { label: 'error_code', operator: '!=', value: '' }];
const NO_PROBE: readonly Matcher[] = [
  FAILED,
  { label: 'path', operator: '!~', value: '|/health.*|/readiness|/liveness' },
];
const ONE_ROUTER = [...TARGET, 'pod'] as const;

/** What routers of several generations say, each with these labels. */
type OfRouter<Label extends string> = readonly [
  Expression<TargetLabel | 'pod' | Label>,
  ...Expression<TargetLabel | 'pod' | Label>[],
];

/** The first of these that a router has, per pod: the generations carry different labels, and one router counts in one of them. */
function firstPerPod<const Label extends string = never>(
  rates: OfRouter<Label>,
  by: readonly Label[],
  view: View,
): Expression<TargetLabel | Label> {
  const [first, ...rest] = rates;
  const perPod = (one: OfRouter<Label>[number]) =>
    sumBy(grouping<TargetLabel | 'pod' | Label>(view, ...ONE_ROUTER, ...by), one);
  return sumBy(grouping<TargetLabel | Label>(view, ...TARGET, ...by), firstOf(perPod(first), ...rest.map(perPod)));
}

function rates<const Name extends CounterSeries>([first, ...rest]: readonly [Name, ...Name[]], view: View) {
  return [rateArks(first, view.window), ...rest.map((name) => rateArks(name, view.window))] as const;
}

/** Requests that clients saw fail, in the source of each generation that counts each once, whatever was tried on the way. */
function errors(view: View): Expression {
  const answers = firstOf(
    rateArks('smg_http_responses_total', view.window, WITH_CODE),
    rateArks('smg_http_responses_total', view.window, NO_PROBE),
  );
  const byStatus = extractLabel(answers, '(.*)', 'status_code', 'error_type');
  const exhausted = rateArks('sgl_router_retries_exhausted_total', view.window);
  const triesAgain = selectArks('sgl_router_worker_health');
  const once = [
    ...rates(ERRORS_OF_ONE_ATTEMPT, view),
    ...Object.entries(FAILED_AT_DECODE).map(([type, name]) =>
      withLabel(rateArks(name, view.window), 'error_type', type),
    ),
  ].map((one: OfRouter<'error_type'>[number]) => unless(one, triesAgain, grouping(view, ...ONE_ROUTER)));
  return firstPerPod(
    [
      extractLabel(byStatus, '(.+)', 'error_code', 'error_type'),
      withLabel(exhausted, 'error_type', 'retries_exhausted'),
      ...once,
    ],
    ['error_type'],
    view,
  );
}

export const routerRequests = record({
  record: 'application:arks_router_requests:rate5m',
  title: 'Router requests',
  unit: 'requests/s',
  description:
    'Requests per second that the router of a disaggregated application accepted. A 0.2.x router counts each attempt that ' +
    'found its workers, so retries count again.',
  labels: TARGET,
  rules: [{ expression: (view) => firstPerPod(rates(REQUESTS, view), [], view) }],
});

export const routerErrors = record({
  record: 'application:arks_router_errors:rate5m',
  title: 'Router errors',
  unit: 'requests/s',
  description:
    'Requests per second that failed at the router, each counted once, by type: 5xx answers by code; for 0.2.x those whose ' +
    'retries ran out; for 0.1.x those that found no workers or failed at decode. 0.1.x reports 200 for requests that fail ' +
    'at prefill.',
  labels: [...TARGET, 'error_type'],
  rules: [{ expression: errors }],
});

export const routerLatency = record({
  record: 'application:arks_router_latency_seconds_bucket:rate5m',
  title: 'Router latency until the answer begins',
  unit: 'seconds',
  description:
    'Time from a request to the first bytes of its answer: for a stream its headers, however long it lasts, for anything else ' +
    "the whole answer. Compare it with the engines' time to first token, not with their end-to-end latency. Its grid is " +
    'coarser than theirs.',
  labels: [...TARGET, 'le'],
  rules: [{ expression: (view) => firstPerPod(rates(DURATIONS, view), ['le'], view) }],
});
