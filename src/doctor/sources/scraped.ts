import type { Matcher } from '../../promql/build.js';
import { selectorOf } from '../../promql/inventory.js';
import { type ExpectedSurface, isJobOf } from '../expected.js';
import type { ScrapedTarget } from './prometheus-answers.js';
import type { PrometheusClient } from './prometheus-client.js';

const UP = 'up';
const SCRAPED = 'scrape_samples_scraped';
const KEPT = 'scrape_samples_post_metric_relabeling';

/** How many samples the last scrape of each target had, and how many were kept: three samples a target. */
export async function scrapedBy(
  client: PrometheusClient,
  expected: readonly ExpectedSurface[],
  only: readonly Matcher[],
): Promise<readonly ScrapedTarget[] | undefined> {
  const job = { label: 'job', operator: '=~' as const, value: expected.map(({ targets }) => targets.value).join('|') };
  const found = await client.query(selectorOf([UP, SCRAPED, KEPT], [job, ...only]));
  if (found === undefined) return undefined;
  const targets = new Map<string, ScrapedTarget>();
  for (const { labels: all, value } of found) {
    const { __name__: name = '', ...labels } = all;
    const surface = expected.find((one) => isJobOf(one, labels['job'] ?? ''));
    if (surface === undefined) continue;
    const key = JSON.stringify(Object.entries(labels).sort());
    const before = targets.get(key) ?? { surface: surface.name, labels, up: false, scraped: 0, kept: 0 };
    targets.set(key, {
      ...before,
      ...(name === UP ? { up: value === 1 } : name === SCRAPED ? { scraped: value } : { kept: value }),
    });
  }
  return [...targets.values()];
}
