import type { Check } from '../check.js';
import { PAGES } from '../pages.js';
import { namesText, unique } from '../words.js';

/** What a source does not say: a note, since Thanos, Mimir and VictoriaMetrics lack some of it. */
export const unanswered: Check = {
  id: 'unanswered',
  needs: [],
  examine: ({ unanswered: all }) =>
    unique(all.map(({ source }) => source)).map((source) => {
      const those = all.filter((one) => one.source === source);
      const paths = unique(those.map(({ query }) => query.replace(/\?.*$/s, '')));
      return {
        check: 'unanswered',
        severity: 'note',
        subject: `${source} did not answer everything: ${namesText(paths)}`,
        evidence: those.slice(0, 3).map(({ query, reason }) => ({ query, value: reason })),
        meaning: 'What is judged by these answers was not looked at.',
        remedy:
          'Ask the Prometheus that scrapes, where this is a store or a proxy in front of it, and give the token the rights that it lacks.',
        page: PAGES.doctor,
      };
    }),
};
