import { OF_PLATFORM, type PlatformSurface } from '../config/surfaces.js';
import { rememberedByReads } from '../lib/by-reads.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

/** The namespace of each part of the platform. */
export type Places = ReadonlyMap<PlatformSurface, string>;

/** The namespace that a part of the platform lives in: where its monitor looks for it, and rules and dashboards for its targets. */
export function namespaceOf(surface: PlatformSurface, settings: ScrapeSettings): string {
  return surfaces[surface].namespace(settings);
}

/** Installs that name their parts in so many ways. */
const MOST_REMEMBERED = 1_000;
const remembered = rememberedByReads<ScrapeSettings, Places>(MOST_REMEMBERED);

/** Those of all of them; one and the same map where all are the same. */
export function placesOf(settings: ScrapeSettings): Places {
  return remembered(
    [],
    settings,
    (view) => new Map(OF_PLATFORM.map((surface) => [surface, namespaceOf(surface, view)])),
  );
}
