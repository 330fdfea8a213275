import { durationSeconds } from '../../lib/duration.js';
import { check } from '../check.js';
import { expectedOf, surfaceOf } from '../expected.js';
import { PAGES } from '../pages.js';
import { api, counted, unique } from '../words.js';

/** Targets that are scraped more seldom than rules count on. */
export const interval = check(
  'interval',
  ['prometheus'],
  ({ prometheus: { targets = [] } }, { plan, isOfEnvironment }) => {
    const wanted = durationSeconds(plan.environment.scrape.interval);
    const expected = expectedOf(plan);
    const seldom = targets.filter(({ intervalSeconds = wanted }) => intervalSeconds > wanted);
    if (!isOfEnvironment || seldom.length === 0) return [];
    const found = unique(seldom.map(({ intervalSeconds }) => `${intervalSeconds} s`));
    const where = unique(seldom.map((target) => surfaceOf(expected, target) ?? ''));
    return [
      {
        severity: 'warning',
        subject: `${counted(seldom.length, 'target')} of ${where.join(', ')} ${seldom.length === 1 ? 'is' : 'are'} scraped every ${found.join(' or ')}, not every ${wanted} s`,
        evidence: [{ query: api('/targets?state=active'), value: `scrapeInterval ${found.join(', ')}` }],
        meaning:
          'Windows of rules and dashboards hold fewer samples than they count on: rates have gaps, and alerts come late.',
        remedy:
          'Set scrape.interval to what Prometheus does, or take the interval from whatever changes it: the scrape class, or an older monitor.',
        page: PAGES.scrape,
      },
    ];
  },
);
