import { avgOverTime, ratio, selectBefore } from '../promql/build.js';
import { prefixCacheHitRatioRecent, prefixCacheHitRatioUsual, prefixCacheQueries } from './recorded/cache.js';
import type { Signal } from './signal.js';

/** How long ago the usual hit ratio is read, so that what is judged is not part of it. */
const BEFORE = '1h';

export const prefixCacheHitRatioBefore: Signal = {
  title: 'Prefix cache hit ratio, six hours before',
  unit: 'ratio',
  description: `Share of prompt tokens found in the prefix cache over the 6 hours that ended ${BEFORE} ago.`,
  labels: prefixCacheHitRatioUsual.labels,
  query: (view) => selectBefore(prefixCacheHitRatioUsual.record, BEFORE, view.matchers),
};

/** 1 is as usual; the hit ratio itself says nothing, since workloads differ in what their prompts share. */
export const prefixCacheHitRatioKept: Signal = {
  title: 'Prefix cache hit ratio against before',
  unit: 'ratio',
  description: `The hit ratio of the last 30 minutes over that of the 6 hours that ended ${BEFORE} ago; 1 means unchanged.`,
  labels: prefixCacheHitRatioRecent.labels,
  query: (view) => ratio(prefixCacheHitRatioRecent.query(view), prefixCacheHitRatioBefore.query(view)),
  sides: [prefixCacheHitRatioRecent, prefixCacheHitRatioBefore],
};

export const prefixCacheQueriesRecent: Signal = {
  unit: prefixCacheQueries.unit,
  description: prefixCacheQueries.description,
  labels: prefixCacheQueries.labels,
  title: 'Prefix cache queries, half an hour',
  query: (view) => avgOverTime(prefixCacheQueries.record, '30m', view.matchers),
};
