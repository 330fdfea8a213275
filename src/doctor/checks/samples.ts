import { selectorOf } from '../../promql/inventory.js';
import { check } from '../check.js';
import { expectedOf } from '../expected.js';
import { PAGES } from '../pages.js';
import { namesText, whoIs } from '../words.js';

/** Targets of which more is kept than is in order. */
export const samples = check('samples', ['prometheus'], ({ prometheus: { scraped = [] } }, { plan }) =>
  expectedOf(plan).flatMap((surface) => {
    const over = scraped
      .filter(({ surface: name, kept }) => name === surface.name && kept > surface.sampleBudget)
      .toSorted((one, other) => other.kept - one.kept);
    const [most] = over;
    if (most === undefined) return [];
    const predicted = Math.max(...surface.forecasts.map(({ kept }) => kept));
    return [
      {
        severity: 'warning' as const,
        subject: `${namesText(over.map(({ labels }) => whoIs(labels)))} of ${surface.name} ${over.length === 1 ? 'keeps' : 'keep'} more samples than ${surface.sampleBudget}`,
        evidence: [
          {
            query: selectorOf(['scrape_samples_post_metric_relabeling'], [surface.targets]),
            value: `${most.kept}; predicted ${predicted}, budget ${surface.sampleBudget}, refused above ${surface.sampleLimit}`,
          },
        ],
        meaning: 'Prometheus stores more than was planned, and above the limit it refuses the whole page.',
        remedy: `Correct sizing where the install has grown, or raise surfaces.${surface.name}.seriesBudget. What shows so many: arks-monitoring doctor metrics URL.`,
        page: PAGES.budget,
        mayFollowFrom: [`surface:${surface.name}` as const],
      },
    ];
  }),
);
