import type { Environment } from '../config/environment.js';
import { SHARED, type SurfaceName } from '../config/surfaces.js';
import { forecastOf } from './forecast.js';

/**
 * What one replica may be though `sizing` says less, since a scrape above the limit takes a healthy replica out of sight: the eight
 * accelerators of one machine, each an engine or a rank of its own, and a router whose workers have been scaled out.
 */
const LARGEST_REPLICA = { enginesPerReplica: 8, ranksPerReplica: 8, workersPerRouter: 32 } as const;
/** Engines of two machines behind one page still pass (99% of the limit), and ArksScrapeBudgetExceeded tells of them. */
const HEADROOM = 2;
/**
 * How far above its budget a target of all tenants is refused, since one of them who makes many objects takes everybody's series out of
 * sight with his own. Nothing bites before: 60,000 samples of 200 bytes are 12 MB, and a page is refused at 16 MB
 * (`scrape.bodySizeLimit`), which nobody could tell from a process that is down.
 */
const HEADROOM_OF_SHARED = 3;
/** Limits are read by people and reviewed: one more metric in the catalogue should not move them. */
const ROUNDED_TO = 100;

/**
 * The most samples of one scrape of a surface that Prometheus accepts: what the environment says, else twice what the generation
 * that keeps most is predicted to keep of the largest replica. Never below the budget, so that whatever passes synth passes a scrape.
 * What tenants share has a far limit, three times its budget.
 */
export function sampleLimitOf(environment: Environment, surface: SurfaceName): number {
  const { sampleLimit: own, seriesBudget } = environment.surfaces[surface];
  if (own !== undefined) return own;
  if (isShared(surface)) return HEADROOM_OF_SHARED * seriesBudget;
  const kept = forecastOf(surface, atLeast(environment)).map((row) => row.kept);
  return Math.max(seriesBudget, Math.ceil((HEADROOM * Math.max(...kept)) / ROUNDED_TO) * ROUNDED_TO);
}

/** How many samples of one scrape are told to be many: the budget of what tenants share, else the limit itself. */
export function sampleBudgetOf(environment: Environment, surface: SurfaceName): number {
  return isShared(surface) ? environment.surfaces[surface].seriesBudget : sampleLimitOf(environment, surface);
}

function isShared(surface: SurfaceName): boolean {
  return SHARED.some((one) => one === surface);
}

function atLeast(environment: Environment): Environment {
  const { sizing } = environment;
  const { enginesPerReplica, ranksPerReplica, workersPerRouter } = LARGEST_REPLICA;
  return {
    ...environment,
    sizing: {
      ...sizing,
      enginesPerReplica: Math.max(sizing.enginesPerReplica, enginesPerReplica),
      ranksPerReplica: Math.max(sizing.ranksPerReplica, ranksPerReplica),
      workersPerRouter: Math.max(sizing.workersPerRouter, workersPerRouter),
    },
  };
}
