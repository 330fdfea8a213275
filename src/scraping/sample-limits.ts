import { type SurfaceName, surfaceFacts } from '../config/surfaces.js';
import { forecastOf } from './forecast.js';
import type { ScrapeSettings } from './settings.js';

/**
 * What one replica may be though `sizing` says less, since a scrape above the limit takes a healthy replica out of sight: the eight
 * accelerators of one machine, each an engine or a rank of its own, and a router whose workers have been scaled out.
 */
const LARGEST_REPLICA = { enginesPerReplica: 8, ranksPerReplica: 8, workersPerRouter: 32 } as const;
/** Engines of two machines behind one page still pass (99% of the limit), and ArksScrapeBudgetExceeded tells of them. */
const HEADROOM = 2;
/**
 * How far above its budget a target that tenants share is refused, since one of them who makes many objects takes everybody's series
 * out of sight with his own. Not further: 60,000 samples of 200 bytes are 12 MB, and a page above `scrape.bodySizeLimit`, 16 MB, is
 * refused without a word that tells it from a process that is down.
 */
const HEADROOM_OF_SHARED = 3;
/** Limits are read by people and reviewed: one more metric in the catalogue should not move them. */
const ROUNDED_TO = 100;

/** The most samples of one scrape of a surface that Prometheus accepts: what we ask for, or what it enforces where that is less. */
export function sampleLimitOf(settings: ScrapeSettings, surface: SurfaceName): number {
  return held(settings, askedOf(settings, surface));
}

/** The most samples of one scrape that are in order: the budget where tenants share the target, else the limit itself. */
export function sampleBudgetOf(settings: ScrapeSettings, surface: SurfaceName): number {
  if (surfaceFacts[surface].shared !== true) return sampleLimitOf(settings, surface);
  return held(settings, settings.surfaces[surface].seriesBudget);
}

function held({ prometheus: { enforced } }: ScrapeSettings, samples: number): number {
  return Math.min(samples, enforced.sampleLimit ?? samples);
}

/**
 * The limit that we ask for: what the environment says, else twice what the generation
 * that keeps most is predicted to keep of the largest replica. Never below the budget, so that whatever passes synth passes a scrape.
 * What tenants share is refused only at three times its budget.
 */
function askedOf(settings: ScrapeSettings, surface: SurfaceName): number {
  const { sampleLimit: own, seriesBudget } = settings.surfaces[surface];
  if (own !== undefined) return own;
  if (surfaceFacts[surface].shared === true) return HEADROOM_OF_SHARED * seriesBudget;
  const kept = forecastOf(surface, atLeast(settings)).map((row) => row.kept);
  return Math.max(seriesBudget, Math.ceil((HEADROOM * Math.max(...kept)) / ROUNDED_TO) * ROUNDED_TO);
}

function atLeast(settings: ScrapeSettings): ScrapeSettings {
  const { sizing } = settings;
  const { enginesPerReplica, ranksPerReplica, workersPerRouter } = LARGEST_REPLICA;
  return {
    ...settings,
    sizing: {
      ...sizing,
      enginesPerReplica: Math.max(sizing.enginesPerReplica, enginesPerReplica),
      ranksPerReplica: Math.max(sizing.ranksPerReplica, ranksPerReplica),
      workersPerRouter: Math.max(sizing.workersPerRouter, workersPerRouter),
    },
  };
}
