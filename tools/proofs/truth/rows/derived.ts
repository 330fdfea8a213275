import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import { divided, known, type Moment, noted, type Row, rated, summed } from '../row.js';
import { keyOf, picked } from '../tally.js';
import type { Expected } from '../windows.js';

const POD = ['namespace', 'application', 'role', 'model_name', 'runtime', 'pod'];
const APPLICATION = POD.slice(0, -1);
const QUOTA = ['namespace', 'quota_name', 'quota_type'];
const ROUTE = ['namespace', 'model'];
const SIX_HOURS_SECONDS = 21_600;

/** What runs and what waits; of a TensorRT-LLM that has read no iteration it is not known what waits. */
function load(moment: Moment): readonly Expected[] {
  const waiting = noted('waiting', POD)(moment);
  const known = new Set(waiting.map(({ labels }) => keyOf(labels)));
  return summed(noted('running', POD)(moment), waiting).filter(({ labels }) => known.has(keyOf(labels)));
}

/** The busiest replica against the mean of the others, which count for one request at least. */
function imbalance(moment: Moment): readonly Expected[] {
  const groups = new Map<string, { readonly labels: Labels; readonly values: number[] }>();
  for (const { labels, value } of load(moment)) {
    const own = picked(labels, APPLICATION);
    const group = groups.get(keyOf(own)) ?? { labels: own, values: [] };
    groups.set(keyOf(own), group);
    group.values.push(value);
  }
  return [...groups.values()].flatMap(({ labels, values }) => {
    if (values.length < 2) return [];
    const busiest = Math.max(...values);
    const others = (values.reduce((sum, value) => sum + value, 0) - busiest) / (values.length - 1);
    return [known(labels, busiest / Math.max(1, others))];
  });
}

const isClientError = ({ envoy_response_code_class: digit }: Labels): boolean => digit === '4';
const hits = rated('rate-limit hits', ROUTE);

function remaining(moment: Moment): readonly Expected[] {
  const used = new Map(noted('quota used', QUOTA)(moment).map((one) => [keyOf(one.labels), one.value]));
  return noted(
    'quota limit',
    QUOTA,
  )(moment).map(({ labels, value }) => known(labels, Math.max(0, value - (used.get(keyOf(labels)) ?? 0))));
}

/** Use since the first count of a quota, as if spread over six hours. */
function runway(moment: Moment): readonly Expected[] {
  const first = new Map(noted('quota used', QUOTA)(moment.before(1)).map((one) => [keyOf(one.labels), one.value]));
  const used = noted(
    'quota used',
    QUOTA,
  )(moment).map(({ labels, value }) => known(labels, (value - (first.get(keyOf(labels)) ?? 0)) / SIX_HOURS_SECONDS));
  return divided(remaining, () => used)(moment);
}

export const derivedRows: readonly Row[] = [
  {
    name: 'Load per replica',
    judgement: 'exact',
    against: 'requests at each replica',
    expected: load,
    by: POD,
    instant: true,
  },
  {
    name: 'Load imbalance',
    judgement: 'within 1 %',
    against: 'requests at each replica',
    expected: imbalance,
    by: APPLICATION,
    instant: true,
  },
  {
    name: 'Gateway client error ratio',
    judgement: 'within 1 %',
    against: 'request log: answers with 4xx',
    expected: divided(rated('client answers', [], isClientError), rated('client answers', [])),
    by: [],
    instant: true,
  },
  {
    name: 'Rate-limit share',
    judgement: 'within 1 %',
    against: 'request log: rejected by a rate limit, of those and what applications answered',
    expected: divided(hits, (moment) => summed(hits(moment), rated('upstream answers', ROUTE)(moment))),
    by: ROUTE,
    instant: true,
  },
  {
    name: 'Rate-limit headroom at most',
    judgement: 'exact',
    against: 'nothing',
    expected: () => [],
    silent: 'limits of tokens are published on demand only',
  },
  {
    name: 'Quota remaining',
    judgement: 'exact',
    against: 'request log: limit less tokens',
    expected: remaining,
    by: QUOTA,
    instant: true,
  },
  {
    name: 'Quota runway',
    judgement: 'told',
    against:
      'request log: tokens since the beginning; delta() adds half a scrape where it has seen less than six hours',
    expected: runway,
    by: QUOTA,
    instant: true,
  },
];
