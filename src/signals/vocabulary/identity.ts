import type { Labels, Matcher } from '../../promql/build.js';
import type { View } from './view.js';

/** One role of one application, for one served model. */
export const APPLICATION = ['namespace', 'application', 'role', 'model_name'] as const;
/** The same on one runtime, as nearly everything of engines is recorded. */
export const ON_RUNTIME = [...APPLICATION, 'runtime'] as const;
/** One replica of it. */
export const POD = [...APPLICATION, 'pod'] as const;
/** A model that clients ask for, and a user who does. A model of that name in another namespace is another one. */
export const MODEL = ['namespace', 'model'] as const;
export const USER = ['namespace', 'user', 'model'] as const;
/** Labels of what is known of each replica, whichever runtime it runs. */
export type ApplicationLabel = (typeof APPLICATION)[number];
export type PodLabel = (typeof POD)[number];
export type OnRuntimeLabel = (typeof ON_RUNTIME)[number];
/** What a target knows of itself, before its runtime has said which model it serves. */
export const TARGET = ['namespace', 'application', 'role'] as const;
export type TargetLabel = (typeof TARGET)[number];

/** Targets of runtimes and routers; the only ones that say which application they belong to, and in which role. */
export const REPLICAS: readonly Matcher[] = [
  { label: 'application', operator: '!=', value: '' },
  { label: 'role', operator: '!=', value: '' },
];

/** Labels to group by, the cluster's first; where series have no cluster, grouping by it changes nothing. */
export function grouping<Label extends string = never>({ cluster }: View, ...labels: readonly Label[]): Labels<Label> {
  return [{ cluster }, ...labels];
}

/** The same view over series that may have no cluster: those that rules make of numbers and times alone. */
export function clusterOptional(view: View): View {
  return optional(view, [view.cluster]);
}

/** The same view over series that may lack these labels: what is chosen of one lets those pass that have none. */
export function optional(view: View, labels: readonly string[]): View {
  const passing = (matcher: Matcher) =>
    labels.includes(matcher.label) && matcher.operator === '=~' ? { ...matcher, value: `${matcher.value}|` } : matcher;
  return { ...view, matchers: view.matchers.map(passing) };
}
