import type { Environment } from '../config/environment.js';
import { ALERT_LABELS } from '../config/label-names.js';
import { catalogue } from '../metrics/catalogue.js';
import { surfaces } from './surfaces/index.js';

/** Labels of a metric that choose what of a histogram or a summary it is: without some of them its percentiles would lie. */
export const PARTS = ['__name__', 'le', 'quantile'];

/** Beginnings of labels that are Prometheus' own. */
const RESERVED = ['__', 'exported_'];

/** Why nobody else may write a label. */
export function whyTaken(name: string): string {
  const reserved = RESERVED.find((start) => name.startsWith(start));
  if (reserved !== undefined) return `labels that begin with ${reserved} are Prometheus' own`;
  return `the label ${name} says already what a series or an alert is`;
}

/** The labels by which queries, rules or alerts know something, and Prometheus' own. */
export interface Taken {
  readonly is: (name: string) => boolean;
  /** One of them that begins so; what follows is for whoever writes the label to say. */
  readonly beginning: (start: string) => string | undefined;
}

/** Those of an environment. */
export function takenLabels({ cluster, alerts, metrics }: Pick<Environment, 'cluster' | 'alerts' | 'metrics'>): Taken {
  const own = new Set([
    ...ALERT_LABELS,
    ...PARTS,
    cluster.label,
    ...Object.keys(alerts.labels),
    ...[...catalogue, ...metrics].flatMap(({ labels }) => Object.keys(labels)),
    ...Object.values(surfaces).flatMap(({ targetLabels }) => targetLabels),
  ]);
  const reserved = (start: string) => RESERVED.find((one) => one.startsWith(start) || start.startsWith(one));
  return {
    is: (name) => own.has(name) || RESERVED.some((one) => name.startsWith(one)),
    beginning: (start) => [...own].find((name) => name.startsWith(start)) ?? reserved(start),
  };
}
