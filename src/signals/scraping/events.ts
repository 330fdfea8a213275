import {
  constant,
  type Expression,
  firstOf,
  type Matcher,
  maxBy,
  minus,
  multiplyManyToOne,
  notEqual,
  now,
  ofAnyLabels,
  renameLabel,
  unless,
} from '../../promql/build.js';
import { replicasWanted } from '../control-plane/control-plane.js';
import { selectArks, selectBefore } from '../vocabulary/arks-series.js';
import { clusterOptional, grouping, optional, TARGET } from '../vocabulary/identity.js';
import { type Signal, signal } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';

const OURS: readonly Matcher[] = [{ label: 'alertname', operator: '=~', value: 'Arks.*' }];
const FIRING: readonly Matcher[] = [...OURS, { label: 'alertstate', operator: '=', value: 'firing' }];
/** Whom alerts are about: of what they have, those of an application are chosen by. */
const ABOUT = ['namespace', 'application', 'role', 'model_name', 'pod', 'slo'] as const;
const TOLD = ['alertname', 'severity', ...ABOUT] as const;
/** The label that says of an alert where to look: its own name, which whoever draws it maps to a dashboard. */
const SEEN = 'dashboard';
const STARTED = ['alertname', 'severity', 'namespace', 'application'] as const;

/**
 * Alerts of ours: those about no application whatever is chosen, since whoever is chosen is hurt by them, and those of applications that
 * are.
 */
function alertSeries(name: 'ALERTS' | 'ALERTS_FOR_STATE', own: readonly Matcher[], view: View): Expression<string> {
  const isChoice = ({ label, operator }: Matcher) => operator === '=~' && ABOUT.some((one) => one === label);
  const { matchers } = clusterOptional(view);
  const always = matchers.filter((matcher) => !isChoice(matcher));
  const all = ofAnyLabels(selectArks(name, [...own, ...always]));
  if (always.length === matchers.length) return all;
  const about = (operator: '=' | '!='): Matcher => ({ label: 'application', operator, value: '' });
  const chosen = optional(clusterOptional(view), ABOUT).matchers;
  return firstOf(
    ofAnyLabels(selectArks(name, [...own, about('='), ...always])),
    ofAnyLabels(selectArks(name, [...own, about('!='), ...chosen])),
  );
}

/** Alerts of ours that fire. */
export const alertsFiring = signal({
  title: 'Firing alerts',
  unit: 'count',
  description:
    'Firing alerts of this project, as of the last evaluation by Prometheus. Those about no application are shown whatever is chosen.',
  labels: TOLD,
  query: (view) => maxBy(grouping(view, ...TOLD), alertSeries('ALERTS', FIRING, view)),
});

const ofAlert = (title: string, unit: Signal['unit'], description: string, query: (view: View) => Expression<string>) =>
  signal({
    title,
    unit,
    description,
    labels: [...TOLD, 'alertstate', SEEN],
    query: (view) => renameLabel(query(view), 'alertname', SEEN),
  });

/** Alerts of ours that fire or soon will, each with its name once more as `dashboard`. */
export const alertsShown = ofAlert(
  'Alerts',
  'count',
  'Alerts of this project that fire, and those that are pending: their condition holds, and not yet for long enough.',
  (view) => alertSeries('ALERTS', OURS, view),
);

/** How long ago the condition of each of these began to hold. */
export const alertsSince = ofAlert(
  'Since',
  'elapsed',
  'How long the condition of an alert has held. What restarts a Prometheus may begin to count anew.',
  (view) => {
    const by = grouping(view, ...TOLD);
    return ofAnyLabels(
      multiplyManyToOne(
        maxBy(grouping(view, ...TOLD, 'alertstate'), alertSeries('ALERTS', OURS, view)),
        maxBy(by, minus(now(), alertSeries('ALERTS_FOR_STATE', OURS, view))),
        by,
      ),
    );
  },
);

/** Alerts of ours that did not fire a minute ago. */
export const alertsStarted = signal({
  title: 'Alerts began',
  unit: 'count',
  description: 'Alerts of this project that fire now, and a minute ago did not.',
  labels: STARTED,
  query: (view) => {
    const by = grouping(view, ...STARTED);
    const { matchers } = optional(clusterOptional(view), ABOUT);
    return unless(
      maxBy(by, ofAnyLabels(selectArks('ALERTS', [...FIRING, ...matchers]))),
      maxBy(by, ofAnyLabels(selectBefore('ALERTS', '1m', [...FIRING, ...matchers]))),
    );
  },
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

/** A series that is always there. */
export const everyMoment = signal({
  title: 'Every moment',
  unit: 'count',
  description: '1, at every moment.',
  labels: [],
  query: () => constant(1),
});
