import { family } from './metric.js';

const shared = {
  component: 'prometheus',
  generations: ['current'],
  source: 'prometheus/prometheus:docs/concepts/jobs_instances.md',
} as const;
const alert = family({
  ...shared,
  source: 'prometheus/prometheus:docs/configuration/alerting_rules.md',
  labels: { alertname: 1, alertstate: 1 },
  openLabels: 'the labels of the alert',
});
const target = family({ ...shared, labels: { job: 1, instance: 1 } });

/** What Prometheus itself writes: about every target it scrapes, and about every alert that is pending or fires. */
export const prometheus = [
  target.gauge('up', 'bool', 'Whether the last scrape of a target succeeded'),
  target.gauge('scrape_duration_seconds', 'seconds', 'How long the last scrape took'),
  target.gauge('scrape_samples_scraped', 'samples', 'Samples that a target exposed'),
  target.gauge('scrape_samples_post_metric_relabeling', 'samples', 'Samples that were left after relabeling'),
  target.gauge('scrape_series_added', 'samples', 'Series of a scrape that the scrape before did not have'),
  alert.gauge('ALERTS', 'info', 'Alerts that are pending or firing'),
] as const;
