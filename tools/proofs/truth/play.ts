import type { FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import type { RequestRecord } from '@arks-monitoring/simulator/model/request.js';
import { scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { MIXED_ROLLOUT, mixedScenario } from '@arks-monitoring/simulator/scenarios/mixed.js';
import { startScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import { createScrapeLog, type ScrapeLog } from '@arks-monitoring/simulator/scrape/scrape-log.js';
import { createScraper } from '@arks-monitoring/simulator/scrape/scraper.js';
import type { Environment } from '../../../src/config/environment.js';
import { endedOf } from './ended.js';
import { noteEngines } from './engine-notes.js';
import { noteFleet } from './fleet-notes.js';
import { noteGateway } from './gateway-notes.js';
import { countEnvoy, type LogTruth } from './log-truth.js';
import { createNotes, type Notes } from './notes.js';
import { noteResources } from './resource-notes.js';
import { countRouters } from './router-truth.js';
import { createTally, type Scraped, type Tally } from './tally.js';
import { countTenants } from './tenant-truth.js';
import { type EngineOf, engineWitness } from './witness.js';

/** What Prometheus would have stored of the mixed fleet, and what really happened in it. */
export interface Evidence {
  readonly environment: Environment;
  readonly scrapes: ScrapeLog;
  readonly epochSeconds: number;
  readonly lastStep: number;
  readonly tally: Tally;
  readonly notes: Notes;
  readonly log: readonly RequestRecord[];
  readonly spec: FleetSpec;
}

const SECONDS_PER_MINUTE = 60;
/** As often as the default of an environment file. */
export const STEP_SECONDS = 30;
export const RESTARTED_PLUGIN = 1;
export const RESTART_SECONDS = 11 * SECONDS_PER_MINUTE;

const engineOf: EngineOf = (application, pod, engine) => {
  const number = Number(/-(\d+)-inference-0$/.exec(pod)?.[1]);
  return application === MIXED_ROLLOUT.application && number >= MIXED_ROLLOUT.firstPod ? MIXED_ROLLOUT.engine : engine;
};

/** Plays the mixed scenario, scraped and watched every half minute. */
export function playMixed(environment: Environment): Evidence {
  const { fleet: spec, minutes } = mixedScenario;
  const { sizing } = environment;
  const fleet = startScenario(mixedScenario, environment);
  const scraper = createScraper(fleet.cluster, scrapeJobs(environment));
  const scrapes = createScrapeLog(STEP_SECONDS);
  const tally = createTally();
  const notes = createNotes();
  const witness = engineWitness({ fleet, spec, sizing, tally, engineOf });
  const lastStep = (minutes * SECONDS_PER_MINUTE) / STEP_SECONDS;
  witness.look();
  for (let step = 0; step <= lastStep; step += 1) {
    tally.step = step;
    fleet.clock.runUntil(step * STEP_SECONDS);
    const watched = witness.look();
    for (const { replica, process } of watched) {
      if (replica.pod().process?.answers() === true) seen(process.scraped, step);
    }
    noteEngines(notes, step, watched, fleet.gateway.log);
    noteFleet(notes, step, { fleet, spec, watched });
    noteResources(notes, step, fleet, spec);
    scrapes.add(scraper.scrape(step * STEP_SECONDS));
  }
  const stepAt = (seconds: number) => {
    const step = Math.ceil(seconds / STEP_SECONDS);
    return step > lastStep ? undefined : step;
  };
  const { log } = fleet.gateway;
  const plugins = spec.plugins ?? 1;
  const lost = ({ id }: RequestRecord, from: number, to: number) =>
    (id - 1) % plugins === RESTARTED_PLUGIN && from < RESTART_SECONDS && to > RESTART_SECONDS;
  const truth: LogTruth = { spec, sizing, ended: endedOf(log, lost), tally, notes, stepAt, lastStep };
  countEnvoy(truth);
  noteGateway(truth);
  countRouters(truth);
  countTenants(truth, pluginProcesses(plugins, lastStep), RESTART_SECONDS);
  return { environment, scrapes, epochSeconds: fleet.epochSeconds, lastStep, tally, notes, log, spec };
}

function seen(scraped: Scraped, step: number): void {
  scraped.from ??= step;
  scraped.to = step;
}

/** The scrape at the moment of the restart meets the new process. */
function pluginProcesses(plugins: number, lastStep: number): readonly (readonly Scraped[])[] {
  const restart = RESTART_SECONDS / STEP_SECONDS;
  return Array.from({ length: plugins }, (_, turn) =>
    turn === RESTARTED_PLUGIN
      ? [
          { from: 0, to: restart - 1 },
          { from: restart, to: lastStep },
        ]
      : [{ from: 0, to: lastStep }],
  );
}
