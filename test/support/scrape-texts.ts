import { scrapeJobsOf } from '@arks-monitoring/simulator/operator/monitors.js';

/** The configuration that operators would make of the monitors among these objects, as a file of Prometheus; none without any. */
export function scrapeTexts(objects: readonly unknown[]): readonly string[] {
  const jobs = scrapeJobsOf(objects);
  return jobs.length === 0 ? [] : [JSON.stringify({ scrape_configs: jobs.map(({ config }) => config) })];
}
