import { check } from '../check.js';
import { expectedOf, isJobOf, isPoolOf } from '../expected.js';
import { PAGES } from '../pages.js';
import { api, counted, monitorCommand, namesText, unique } from '../words.js';

/** Targets of our monitors that are called otherwise than rules ask for. */
export const targetsRenamed = check('targets-renamed', ['prometheus'], ({ prometheus }, { plan }) =>
  expectedOf(plan).flatMap((surface) => {
    const own = (prometheus.targets ?? []).filter(({ pool }) => isPoolOf(surface, pool));
    const other = own.filter(({ labels }) => !isJobOf(surface, labels['job'] ?? ''));
    if (other.length === 0) return [];
    const jobs = unique(other.map(({ labels }) => labels['job'] ?? ''));
    const isAll = other.length === own.length;
    return [
      {
        severity: 'error' as const,
        subject: `${counted(other.length, 'target')} of ${surface.name} ${other.length === 1 ? 'has' : 'have'} another job than rules read`,
        evidence: [
          {
            query: api('/targets?state=active'),
            value: `job is ${namesText(jobs)}; rules read ${surface.targets.value}`,
          },
        ],
        meaning: 'They are scraped and stored, and no rule, alert or dashboard finds them.',
        remedy: `Look for jobLabel and for relabelings that write job: ${monitorCommand(other[0]?.pool ?? '')}, and the scrape class of the Prometheus object. Where the monitor is not that of dist/, apply that again.`,
        page: PAGES.missing,
        ...(isAll ? { explains: [`surface:${surface.name}` as const] } : {}),
      },
    ];
  }),
);
