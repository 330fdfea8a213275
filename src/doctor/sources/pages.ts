import { selectorOf } from '../../promql/inventory.js';
import { type ExpectedSurface, surfaceOf } from '../expected.js';
import type { ActiveTarget, ShownPage } from './prometheus-answers.js';
import type { PrometheusClient } from './prometheus-client.js';
import { typesOf } from './prometheus-shapes.js';
import { IDENTITY } from './stored.js';

/** Of an install with more applications some stand for all: each is a request of its own. */
const MOST_PAGES = 40;

/** What targets show before anything is dropped, one target for each application and role; undefined where nobody says that. */
export async function pagesOf(
  client: PrometheusClient,
  expected: readonly ExpectedSurface[],
  targets: readonly ActiveTarget[],
): Promise<readonly ShownPage[] | undefined> {
  const pages: ShownPage[] = [];
  for (const { labels, ...target } of onePerApplication(targets)) {
    const surface = surfaceOf(expected, { ...target, labels });
    if (surface === undefined) continue;
    const matchers = ['job', 'instance'].map((label) => ({
      label,
      operator: '=' as const,
      value: labels[label] ?? '',
    }));
    const query = encodeURIComponent(selectorOf([], matchers));
    const data = await client.get(`/targets/metadata?match_target=${query}`);
    // Who lacks the endpoint is asked once.
    if (data === undefined) return pages.length === 0 ? undefined : pages;
    const types = typesOf(data);
    if (types !== undefined) pages.push({ surface, labels, types });
  }
  return pages;
}

function onePerApplication(targets: readonly ActiveTarget[]): readonly ActiveTarget[] {
  const found = new Map<string, ActiveTarget>();
  for (const target of targets.filter(({ health }) => health === 'up')) {
    const key = [target.pool, target.labels['job'], ...IDENTITY.map((label) => target.labels[label])].join('\n');
    if (!found.has(key)) found.set(key, target);
  }
  return [...found.values()].slice(0, MOST_PAGES);
}
