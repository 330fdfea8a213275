import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { playScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import type { ScrapeLog } from '@arks-monitoring/simulator/scrape/scrape-log.js';
import { type Forecast, forecast } from '../../../src/scraping/forecast.js';
import { everyGeneration, SIZING } from './every-generation.js';
import { type SeriesRow, seriesTable } from './table.js';
import { type ScrapedTarget, scrapedTargets } from './targets.js';

const MINUTES = 15;

/** Plays every generation of every exporter, and prints what is kept of what each shows, beside the prediction. */
export async function benchSeries(): Promise<void> {
  const environment = simulatedEnvironment({ sizing: SIZING, runtimes: ['vllm', 'sglang', 'dynamo'] });
  const played = { name: 'every generation', fleet: everyGeneration, minutes: MINUTES, events: [] };
  console.error(`playing ${MINUTES} minutes of every generation`);
  const { scrapes } = playScenario(played, environment);
  console.log(seriesTable(rows(scrapes, forecast(environment))));
}

/** A row for each prediction, and for each role that it is about; of several targets the one that kept most. */
function rows(scrapes: ScrapeLog, forecasts: readonly Forecast[]): readonly SeriesRow[] {
  const targets = scrapedTargets(scrapes);
  return forecasts.flatMap((predicted): readonly SeriesRow[] => {
    const here = targets.filter(
      ({ surface, generation }) => surface === predicted.surface && generation === predicted.generation,
    );
    const roles = [...new Set(here.map(({ role }) => role))].sort();
    const found = (role: string | undefined) => here.filter((target) => target.role === role).reduce(keptMore);
    return roles.length === 0
      ? [{ predicted, scraped: undefined }]
      : roles.map((role) => ({ predicted, scraped: found(role) }));
  });
}

function keptMore(one: ScrapedTarget, other: ScrapedTarget): ScrapedTarget {
  return other.kept > one.kept ? other : one;
}
