import { check } from '../check.js';
import { expectedOf, surfaceOf } from '../expected.js';
import { PAGES } from '../pages.js';
import { api, counted, namesText, unique } from '../words.js';

/** Pods that several jobs scrape under names that our rules read: everything about them counts twice. */
export const scrapedTwice = check('scraped-twice', ['prometheus'], ({ prometheus: { targets = [] } }, { plan }) => {
  const expected = expectedOf(plan);
  const pools = new Map<string, Set<string>>();
  for (const target of targets) {
    const surface = surfaceOf(expected, target);
    const { namespace = '', pod = target.url } = target.labels;
    const key = `${surface} ${namespace}/${pod}`;
    pools.set(key, (pools.get(key) ?? new Set()).add(`${target.pool} ${target.labels['instance']}`));
  }
  const twice = [...pools].filter(([, jobs]) => jobs.size > 1);
  if (twice.length === 0) return [];
  const jobs = unique(twice.flatMap(([, those]) => [...those].map((job) => job.split(' ')[0] ?? '')));
  const pods = unique(twice.map(([key]) => key.split(' ')[1] ?? ''));
  return [
    {
      severity: 'error',
      subject: `${counted(pods.length, 'pod')} ${pods.length === 1 ? 'is' : 'are'} scraped twice: ${namesText(pods)}`,
      evidence: [{ query: api('/targets?state=active'), value: `by ${jobs.join(' and ')}` }],
      meaning: 'Requests, tokens and replicas count twice, and rules may fail for two series where they expect one.',
      remedy:
        'Remove the monitor that is left over from an older release or a second install, or the job of additionalScrapeConfigs that scrapes the same pods.',
      page: PAGES.twoInstalls,
      explains: ['source:twice'],
    },
  ];
});
