import { family } from './metric.js';

const shared = {
  component: 'prometheus',
  generations: ['current'],
  source: 'prometheus/prometheus:docs/concepts/jobs_instances.md',
} as const;
const of = {
  ...shared,
  source: 'prometheus/prometheus:docs/configuration/alerting_rules.md',
  openLabels: 'the labels of the alert',
} as const;
const alert = family({ ...of, labels: { alertname: 1, alertstate: 1 } });
/** The same of their beginnings, which have no state. */
const beginning = family({ ...of, labels: { alertname: 1 } });
const target = family({ ...shared, labels: { job: 1, instance: 1 } });

/** What Prometheus itself writes: about every target it scrapes, and about every alert that is pending or fires. */
export const prometheus = [
  target.gauge('up', 'bool', 'Whether the last scrape of a target succeeded'),
  target.gauge('scrape_duration_seconds', 'seconds', 'How long the last scrape took'),
  target.gauge('scrape_samples_scraped', 'samples', 'Samples that a target exposed'),
  target.gauge('scrape_samples_post_metric_relabeling', 'samples', 'Samples that were left after relabeling'),
  target.gauge('scrape_series_added', 'samples', 'Series of a scrape that the scrape before did not have'),
  alert.gauge('ALERTS', 'info', 'Alerts that are pending or firing'),
  beginning.gauge('ALERTS_FOR_STATE', 'timestamp', 'When the condition of each of these began to hold'),
] as const;
