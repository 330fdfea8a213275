import { type Matcher, minus, notEqual, ofAnyLabels } from '../../promql/build.js';
import { replicasWanted } from '../control-plane/control-plane.js';
import { selectArks, selectBefore } from '../vocabulary/arks-series.js';
import { clusterOptional, TARGET } from '../vocabulary/identity.js';
import { signal } from '../vocabulary/signal.js';

const OURS: readonly Matcher[] = [
  { label: 'alertname', operator: '=~', value: 'Arks.*' },
  { label: 'alertstate', operator: '=', value: 'firing' },
];

/** Alerts of ours that fire; alerts about the whole installation carry no namespace, and match whatever is chosen. */
export const alertsFiring = signal({
  title: 'Firing alerts',
  unit: 'count',
  description: 'Firing alerts of this project, as of the last evaluation by Prometheus.',
  labels: ['alertname', 'severity'],
  query: (view) => ofAnyLabels(selectArks('ALERTS', [...OURS, ...clusterOptional(view).matchers])),
});

/** Where the number of replicas that an application asks for is another than a minute ago. */
export const replicasChanged = signal({
  title: 'Replicas changed',
  unit: 'count',
  description:
    'Change within a minute in the number of replicas that an application asks for. Source: its custom resource.',
  labels: TARGET,
  query: (view) =>
    notEqual(minus(selectArks(replicasWanted, view.matchers), selectBefore(replicasWanted, '1m', view.matchers)), 0),
});
