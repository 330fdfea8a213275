import { EXPORTERS } from '../../../documented/metrics.js';
import { type Check, check, type FindingOf } from '../../check.js';
import { PAGES } from '../../pages.js';

const limit = check('page-sample-limit', ['page'], ({ page: { of, where } }, { plan }): readonly FindingOf[] => {
  const surface = plan.scraped.find(({ name }) => name === of?.scraped?.surface);
  if (of?.scraped === undefined || surface === undefined) return [];
  const { kept } = of.scraped;
  const { name, sampleLimit, sampleBudget, forecasts } = surface;
  const own = forecasts.filter(
    (row) => row.generation === of.generation && row.exporter.split('+').includes(of.component),
  );
  const predicted = Math.max(...own.map((row) => row.kept));
  const evidence = [
    { query: `${where} through the monitor of ${name}`, value: `${kept.length} series kept` },
    { query: `predicted for ${EXPORTERS[of.component]} ${of.generation} from sizing`, value: `${predicted} series` },
  ];
  if (kept.length > sampleLimit) {
    return [
      {
        severity: 'error',
        subject: `the page keeps more than the sampleLimit of ${sampleLimit}`,
        evidence,
        meaning: 'Prometheus refuses the scrape as a whole: up is 0, and nothing of the target is there.',
        remedy: `Find out which label has gained values, correct sizing, or raise surfaces.${name}.sampleLimit.`,
        page: PAGES.refused,
      },
    ];
  }
  if (kept.length <= sampleBudget || sampleBudget === sampleLimit) return [];
  return [
    {
      severity: 'warning',
      subject: `the page keeps more than the seriesBudget of ${sampleBudget}`,
      evidence,
      meaning: `It is still scraped; above ${sampleLimit} it is refused as a whole, for every tenant.`,
      remedy: `Find out which label has gained values, correct sizing, or raise surfaces.${name}.seriesBudget.`,
      page: PAGES.budget,
    },
  ];
});

/** Whether a page keeps as many series as it may. */
export const series: readonly Check[] = [limit];
