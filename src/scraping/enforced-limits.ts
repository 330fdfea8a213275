import { bytes } from '../config/quantity.js';
import { SURFACES, type SurfaceName } from '../config/surfaces.js';
import { type FromFile, foundAt, placeOf } from '../files/written.js';
import type { Problem } from '../lib/problem.js';
import type { Remark } from '../lib/remark.js';
import { type Forecast, forecast, leastOf } from './forecast.js';
import { heldLimits } from './scrape-settings.js';
import type { ScrapedSurface } from './scraped.js';
import type { ScrapeSettings } from './settings.js';

/** A limit above which Prometheus refuses the whole page of a target. */
interface PageLimit {
  readonly setting: readonly string[];
  readonly written: string | number;
  readonly limit: number;
  /** What it counts of a target, and how much of that one series is: predicted, and at least. */
  readonly count: 'kept' | 'exposed';
  readonly ofSeries: number;
  readonly leastOfSeries: number;
  readonly unit: string;
  /** So much of it in words, and what becomes of what is above. */
  readonly amount: (predicted: number, series: number) => string;
  readonly otherwise: string;
}

/** A page of 14,117 series of kube-state-metrics has 2.8 MB, and engines have shorter lines. */
const BYTES_OF_A_SERIES = 200;
/** No page that was recorded of one has less than 85 for each, with its comments; formats other than text are shorter. */
const LEAST_BYTES_OF_A_SERIES = 50;

/** Limits under which no target of some exporter can ever be scraped: the least that it shows or keeps is above them. */
export function scrapingNothing(settings: ScrapeSettings & FromFile): readonly Problem[] {
  return limitsOf(settings).flatMap(({ setting, written, limit, count, ofSeries, leastOfSeries, unit }) => {
    const least = SURFACES.filter((name) => settings.surfaces[name].enabled).flatMap((name) => leastOf(name, settings));
    const refused = least.filter((row) => row[count] * leastOfSeries > limit);
    if (refused.length === 0) return [];
    const most = (rows: readonly Forecast[]) => Math.max(...rows.map((row) => row[count]));
    const without = [...new Set(refused.map(({ surface, exporter }) => `${exporter} (${surface})`))].join(', ');
    const message =
      `${setting.join('.')} must not be below ${most(refused) * leastOfSeries} ${unit}, ` +
      `got ${foundAt(settings, setting, written)}, under which no target of ${without} could ever be scraped; ` +
      `${most(forecast(settings)) * ofSeries} would be enough for all that is predicted`;
    return [{ ...placeOf(settings, setting), message }];
  });
}

/** Where a scrape is predicted to pass what Prometheus holds it to, so that all of it is refused, and limits that say more. */
export function passingEnforced(settings: ScrapeSettings, scraped: readonly ScrapedSurface[]): readonly Remark[] {
  const predicted = scraped.flatMap(({ forecasts }) => forecasts);
  return [
    ...limitsOf(settings).flatMap(({ setting, written, limit, ...rest }) => {
      const passing = predicted.filter((row) => row[rest.count] * rest.ofSeries > limit);
      const [most, ...others] = largest(passing, rest.count);
      if (most === undefined) return [];
      const also = [...new Set(others.map(({ surface }) => surface))].filter((name) => name !== most.surface).sort();
      const message =
        `warning: ${setting.join('.')} ${written} is below ${needed(most, rest)}` +
        `${also.length === 0 ? '' : `, and too low for ${also.join(', ')} as well`}: ${rest.otherwise}`;
      return [{ message }];
    }),
    ...scraped.flatMap(({ name }) => withoutEffect(settings, name)),
  ];
}

function limitsOf(settings: ScrapeSettings): readonly PageLimit[] {
  const { sampleLimit, bodySizeLimit: enforced } = settings.prometheus.enforced;
  const { bodySizeLimit } = heldLimits(settings);
  const ofBody: PageLimit = {
    setting: bodySizeLimit === enforced ? ['prometheus', 'enforced', 'bodySizeLimit'] : ['scrape', 'bodySizeLimit'],
    written: bodySizeLimit,
    limit: bytes(bodySizeLimit),
    count: 'exposed',
    ofSeries: BYTES_OF_A_SERIES,
    leastOfSeries: LEAST_BYTES_OF_A_SERIES,
    unit: 'bytes',
    amount: (predicted, series) => `about ${predicted} bytes, the page of ${series} series that`,
    otherwise: 'its scrape would fail as if nothing answered; raise it there',
  };
  if (sampleLimit === undefined) return [ofBody];
  const ofSamples: PageLimit = {
    setting: ['prometheus', 'enforced', 'sampleLimit'],
    written: sampleLimit,
    limit: sampleLimit,
    count: 'kept',
    ofSeries: 1,
    leastOfSeries: 1,
    unit: 'series',
    amount: (predicted) => `the ${predicted} series that`,
    otherwise: 'Prometheus would refuse the whole scrape; raise it there, shorten scrape.keep, or correct sizing',
  };
  return [ofSamples, ofBody];
}

/** What a limit has to let pass. */
function needed(
  { surface, exporter, generation, ...row }: Forecast,
  { count, ofSeries, amount }: Pick<PageLimit, 'count' | 'ofSeries' | 'amount'>,
): string {
  const verb = count === 'kept' ? 'keep a target of' : 'show at a target of';
  return `${amount(row[count] * ofSeries, row[count])} ${exporter} ${generation} is predicted to ${verb} ${surface}`;
}

function withoutEffect({ prometheus: { enforced }, surfaces }: ScrapeSettings, name: SurfaceName): readonly Remark[] {
  const { sampleLimit: own } = surfaces[name];
  const { sampleLimit: most } = enforced;
  if (own === undefined || most === undefined || own <= most) return [];
  const message = `warning: surfaces.${name}.sampleLimit ${own} has no effect above prometheus.enforced.sampleLimit ${most}`;
  return [{ message, setting: ['surfaces', name, 'sampleLimit'] }];
}

function largest(forecasts: readonly Forecast[], count: PageLimit['count']): readonly Forecast[] {
  return forecasts.toSorted((a, b) => b[count] - a[count]);
}
