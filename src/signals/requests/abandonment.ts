import { clampMin, firstOf, minus, number, plus, ratio, times } from '../../promql/build.js';
import { requestLatency, timeToFirstToken } from '../latency/latency.js';
import { avgOverTime } from '../vocabulary/arks-series.js';
import { ON_RUNTIME } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';
import { ABANDONED_WINDOW, requestsAbandoned, requestsAbandonedRecent } from './abandoned.js';

/** SGLang counts those that left before their first token, too: each request counts once, however it went. */
export const requestsBegun = signal({
  title: 'Requests begun, half an hour',
  unit: 'requests/s',
  description: 'Requests per second that got a first token or were abandoned, over the last 30 minutes.',
  labels: ON_RUNTIME,
  query: (view) => {
    const abandoned = () => requestsAbandonedRecent.query(view);
    const given = avgOverTime(timeToFirstToken.count, ABANDONED_WINDOW, view.matchers);
    return plus(abandoned(), clampMin(minus(firstOf(given, times(abandoned(), number(0))), abandoned()), 0));
  },
});

/** How much of what is computed is computed for nobody. */
export const abandonedShare = signal({
  title: 'Share of requests abandoned',
  unit: 'ratio',
  description:
    'Share of the requests begun in the last 30 minutes whose client left before the answer was complete. For vLLM the ' +
    'number is derived: first tokens sent minus requests finished minus the growth in running requests; clients that leave ' +
    'before the first token are not included. SGLang counts them itself since about 0.5.3. ' +
    'Dynamo counts them itself.',
  labels: ON_RUNTIME,
  query: (view) => ratio(requestsAbandonedRecent.query(view), requestsBegun.query(view)),
});

/** While clients leave, those who stay may be few, and wait no less. */
export const requestsEnded = signal({
  title: 'Requests finished or abandoned',
  unit: 'requests/s',
  description: 'Requests per second that an engine finished or whose client left.',
  labels: ON_RUNTIME,
  query: (view) => {
    const none = times(requestLatency.count.query(view), number(0));
    return plus(requestLatency.count.query(view), firstOf(requestsAbandoned.query(view), none));
  },
});
