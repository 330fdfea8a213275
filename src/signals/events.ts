import { type Matcher, minus, notEqual, select, selectBefore } from '../promql/build.js';
import { clusterOptional } from './identity.js';
import { replicasWanted } from './recorded/control-plane.js';
import type { Signal } from './signal.js';

const OURS: readonly Matcher[] = [
  { label: 'alertname', operator: '=~', value: 'Arks.*' },
  { label: 'alertstate', operator: '=', value: 'firing' },
];

/** Alerts of ours that fire; alerts about the whole installation carry no namespace, and match whatever is chosen. */
export const alertsFiring: Signal = {
  title: 'Firing alerts',
  unit: 'count',
  description: 'Firing alerts of this project, as of the last evaluation by Prometheus.',
  labels: ['alertname', 'severity'],
  query: (view) => select('ALERTS', [...OURS, ...clusterOptional(view).matchers]),
};

/** Where the number of replicas that an application asks for is another than a minute ago. */
export const replicasChanged: Signal = {
  title: 'Replicas changed',
  unit: 'count',
  description:
    'Change within a minute in the number of replicas that an application asks for. Source: its custom resource.',
  labels: replicasWanted.labels,
  query: (view) =>
    notEqual(
      minus(select(replicasWanted.record, view.matchers), selectBefore(replicasWanted.record, '1m', view.matchers)),
      0,
    ),
};
