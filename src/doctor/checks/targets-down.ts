import { check } from '../check.js';
import { expectedOf, surfaceOf } from '../expected.js';
import { reasonOf, type ScrapeReason } from '../scrape-reasons.js';
import type { ActiveTarget } from '../sources/prometheus-answers.js';
import { api, counted, namesText, unique, whoIs } from '../words.js';

/** Targets whose scrape fails, those with one reason together. */
export const targetsDown = check('targets-down', ['prometheus'], ({ prometheus }, { plan }) => {
  const expected = expectedOf(plan);
  const ours = (prometheus.targets ?? []).flatMap((target) => {
    const surface = surfaceOf(expected, target);
    return surface === undefined ? [] : [{ ...target, surface }];
  });
  const down = ours.filter(({ health }) => health === 'down');
  const reasons = unique(down.map(({ lastError }) => reasonOf(lastError)));
  const upAt = new Set(ours.filter(({ health }) => health === 'up').map(({ surface }) => surface));
  return reasons.map((reason) => {
    const those = down.filter(({ lastError }) => reasonOf(lastError) === reason);
    const surfaces = unique(those.map(({ surface }) => surface));
    const whole = surfaces.filter((surface) => !upAt.has(surface));
    return {
      severity: whole.length > 0 ? ('error' as const) : ('warning' as const),
      subject: `${counted(those.length, 'target')} of ${surfaces.join(', ')} down: ${reason.words}`,
      evidence: evidenceOf(those),
      meaning: meaningOf(whole, reason),
      remedy: reason.remedy,
      page: reason.page,
      explains: whole.map((surface) => `surface:${surface}` as const),
      mayFollowFrom: surfaces.map((surface) => `surface:${surface}` as const),
    };
  });
});

function evidenceOf(those: readonly ActiveTarget[]) {
  const [first] = those;
  if (first === undefined) return [];
  return [
    {
      query: api('/targets?state=active'),
      value: `${namesText(those.map(({ labels }) => whoIs(labels)))}: ${first.lastError}`,
    },
    { query: 'scrape URL', value: first.url },
  ];
}

function meaningOf(whole: readonly string[], { id }: ScrapeReason): string {
  const refused = ['sample-limit', 'label-limit', 'body-limit'].includes(id)
    ? ' Prometheus refuses the page whole.'
    : '';
  if (whole.length === 0) return `These replicas are out of sight, and the others are judged without them.${refused}`;
  return `Nothing is known of ${whole.join(', ')}: panels stay empty, and alerts on what is missing are all that fires.${refused}`;
}
