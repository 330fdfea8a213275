import { ratio } from '../../promql/build.js';
import { avgOverTime, selectBefore } from '../vocabulary/arks-series.js';
import { ON_RUNTIME } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';
import { prefixCacheHitRatioRecent, prefixCacheHitRatioUsual, prefixCacheQueries } from './cache.js';

/** How long ago the usual hit ratio is read, so that what is judged is not part of it. */
const BEFORE = '1h';

export const prefixCacheHitRatioBefore = signal({
  title: 'Prefix cache hit ratio, six hours before',
  unit: 'ratio',
  description: `Share of prompt tokens found in the prefix cache over the 6 hours that ended ${BEFORE} ago.`,
  labels: ON_RUNTIME,
  query: (view) => selectBefore(prefixCacheHitRatioUsual, BEFORE, view.matchers),
});

/** 1 is as usual; the hit ratio itself says nothing, since workloads differ in what their prompts share. */
export const prefixCacheHitRatioKept = signal({
  title: 'Prefix cache hit ratio against before',
  unit: 'ratio',
  description: `The hit ratio of the last 30 minutes over that of the 6 hours that ended ${BEFORE} ago; 1 means unchanged.`,
  labels: ON_RUNTIME,
  query: (view) => ratio(prefixCacheHitRatioRecent.query(view), prefixCacheHitRatioBefore.query(view)),
  sides: [prefixCacheHitRatioRecent, prefixCacheHitRatioBefore],
});

export const prefixCacheQueriesRecent = signal({
  unit: prefixCacheQueries.unit,
  description: prefixCacheQueries.description,
  labels: ON_RUNTIME,
  title: 'Prefix cache queries, half an hour',
  query: (view) => avgOverTime(prefixCacheQueries, '30m', view.matchers),
});
