import { expect, test } from 'vitest';
import { environmentOf } from '../../../test/support/environment.js';
import { createFleet } from '../fleet/fleet.js';
import { scrapeJobs } from '../operator/monitors.js';
import { standardFleet } from '../scenarios/standard.js';
import { createScraper } from '../scrape/scraper.js';
import type { Scrape } from '../scrape/series.js';

const MINUTES = 3;
const tenants = { namespaces: ['tenant-a', 'tenant-b'] };

/** Every sample of some minutes of a fleet, as Prometheus would store it, in an order of its own. */
function stored(settings: object): readonly string[] {
  const { sizing, monitoring, ...environment } = environmentOf({ cluster: { name: 'east-7' }, tenants, ...settings });
  const fleet = createFleet(standardFleet, { sizing, monitoringNamespace: monitoring.namespace });
  const scraper = createScraper(fleet.cluster, scrapeJobs({ sizing, monitoring, ...environment }));
  return [...Array(MINUTES).keys()].flatMap((minute) => {
    fleet.clock.runUntil(minute * 60);
    return lines(scraper.scrape(minute * 60));
  });
}

function lines({ time, samples }: Scrape): readonly string[] {
  const text = ({ series, value }: Scrape['samples'][number]) =>
    `${time} ${JSON.stringify(Object.entries(series.labels).sort())} ${value}`;
  return samples.map(text).sort();
}

test('a fleet has the same samples under the same labels, wherever its monitors are: each target once, of the same job', () => {
  const together = stored({});
  const perNamespace = stored({ scrape: { monitors: 'perNamespace' } });
  expect(together.length).toBeGreaterThan(1_000);
  expect(new Set(together).size).toBe(together.length);
  expect(perNamespace).toEqual(together);
});
