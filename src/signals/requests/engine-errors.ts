import { firstOf, type Matcher, ratio, sumBy } from '../../promql/build.js';
import { kvTransferFailures } from '../disaggregation/disaggregation.js';
import { grouping, ON_RUNTIME } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';
import { requestsRejected } from './rejected.js';
import { requestsFinished } from './requests.js';

const ERRORS: Matcher = { label: 'finished_reason', operator: '=', value: 'error' };

/** A request is rejected or finished, never both, and the labels of the two differ. */
function finishedOrRejected(view: View, finished: readonly Matcher[] = []) {
  const counted = requestsFinished.query({ ...view, matchers: [...finished, ...view.matchers] });
  return sumBy(grouping(view, ...ON_RUNTIME), firstOf(counted, requestsRejected.query(view)));
}

export const requestsAnswered = signal({
  title: 'Requests finished or rejected',
  unit: 'requests/s',
  description: 'Requests per second that an engine finished, whatever the outcome, or rejected.',
  labels: ON_RUNTIME,
  query: (view) => finishedOrRejected(view),
});

export const engineErrorRatio = signal({
  title: 'Engine error ratio',
  unit: 'ratio',
  description:
    'Share of the requests finished or rejected that ended in an error or were rejected; clients see more than this. vLLM ' +
    'counts rejections since 0.32 and practically no errors. Dynamo counts errors. SGLang counts neither.',
  labels: ON_RUNTIME,
  query: (view) => ratio(finishedOrRejected(view, [ERRORS]), finishedOrRejected(view)),
});

/** Whatever the stage that failed. */
export const kvTransferFailuresByRole = signal({
  unit: kvTransferFailures.unit,
  description: kvTransferFailures.description,
  title: 'KV transfer failures, all stages',
  labels: ON_RUNTIME,
  query: (view) => sumBy(grouping(view, ...ON_RUNTIME), kvTransferFailures.query(view)),
});
