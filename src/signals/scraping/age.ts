import { minus, now } from '../../promql/build.js';
import { sampledAt, selectArks } from '../vocabulary/arks-series.js';
import { clusterOptional } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';
import { groupEvaluated } from './evaluation.js';

/** How old what is recorded is. */
export const recordsAge = signal({
  title: 'Age of records',
  unit: 'seconds',
  description: 'Time since the last evaluation of a group of recording rules.',
  labels: ['rule_group'],
  query: (view) => minus(now(), groupEvaluated.query(clusterOptional(view))),
});

/** How old what is known of a target is. */
export const scrapeAge = signal({
  title: 'Age of the last scrape',
  unit: 'seconds',
  description: 'Time since the last scrape of a target, whether or not it succeeded; Prometheus forgets it after 5m.',
  labels: ['job', 'namespace', 'pod'],
  query: (view) => minus(now(), sampledAt('up', view.matchers)),
});

/** How long a process has run: a restart is a fall to 0, which unix seconds are too large to show. */
export const processAge = signal({
  title: 'Process age',
  unit: 'seconds',
  description: 'Time since a process of the gateway plugin started; the operator does not expose this.',
  labels: ['namespace', 'pod'],
  query: (view) => minus(now(), selectArks('process_start_time_seconds', view.matchers)),
});
