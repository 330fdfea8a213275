import type { Environment } from '../../../src/config/environment.js';
import { createFleet, type Fleet } from '../fleet/fleet.js';
import type { FleetSpec } from '../fleet/spec.js';
import { converting } from '../operator/converting.js';
import { scrapeJobs } from '../operator/monitors.js';
import { createScrapeLog, type ScrapeLog } from '../scrape/scrape-log.js';
import { createScraper } from '../scrape/scraper.js';

/** Something that happens to a fleet at a minute of a scenario. */
export interface ScenarioEvent {
  readonly minute: number;
  readonly happen: (fleet: Fleet) => void;
}

/** A fleet, how long it is watched, and what happens to it meanwhile. */
export interface Scenario {
  readonly name: string;
  readonly fleet: FleetSpec;
  readonly minutes: number;
  /** How long the fleet has been running when Prometheus sees it first; it is new unless said. Minutes count from then on. */
  readonly unseenMinutes?: number;
  /** Whether Prometheus makes native histograms of classic ones, which this project does not read. */
  readonly convertsHistograms?: true;
  /** Unix time of minute 0; a midnight unless said. */
  readonly epochSeconds?: number;
  readonly events: readonly ScenarioEvent[];
}

/** A scenario that was played to its end: all that Prometheus would have stored, and the fleet with its log of requests. */
export interface Played {
  readonly scrapes: ScrapeLog;
  readonly fleet: Fleet;
}

const SECONDS_PER_MINUTE = 60;

/** Starts a scenario: its fleet at time 0, all that is to happen planned. */
export function startScenario(
  { fleet: spec, events, unseenMinutes = 0, epochSeconds }: Scenario,
  { sizing, monitoring, surfaces }: Environment,
): Fleet {
  const epoch = epochSeconds === undefined ? {} : { epochSeconds: epochSeconds - unseenMinutes * SECONDS_PER_MINUTE };
  const fleet = createFleet(spec, {
    sizing,
    monitoringNamespace: monitoring.namespace,
    tokenLimits: surfaces.customResources.tokenLimits,
    ...epoch,
  });
  for (const { minute, happen } of events)
    fleet.clock.at((unseenMinutes + minute) * SECONDS_PER_MINUTE, () => happen(fleet));
  return fleet;
}

/** Plays a scenario as fast as it goes, scraped as the environment's monitors say, every so many seconds. */
export function playScenario(scenario: Scenario, environment: Environment, stepSeconds = SECONDS_PER_MINUTE): Played {
  const fleet = startScenario(scenario, environment);
  const jobs = scrapeJobs(environment);
  const scraper = createScraper(fleet.cluster, scenario.convertsHistograms === true ? jobs.map(converting) : jobs);
  const scrapes = createScrapeLog(stepSeconds);
  const unseenSeconds = (scenario.unseenMinutes ?? 0) * SECONDS_PER_MINUTE;
  for (let time = 0; time <= scenario.minutes * SECONDS_PER_MINUTE; time += stepSeconds) {
    fleet.clock.runUntil(unseenSeconds + time);
    scrapes.add(scraper.scrape(time));
  }
  return { scrapes, fleet };
}
