import { OF_PLATFORM, type PlatformSurface } from '../config/surfaces.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

/** The namespace of each part of the platform. */
export type Places = ReadonlyMap<PlatformSurface, string>;

/** The namespace that a part of the platform lives in: where its monitor looks for it, and rules and dashboards for its targets. */
export function namespaceOf(surface: PlatformSurface, settings: ScrapeSettings): string {
  return surfaces[surface].namespace(settings);
}

/** Those of all of them. */
export function placesOf(settings: ScrapeSettings): Places {
  return new Map(OF_PLATFORM.map((surface) => [surface, namespaceOf(surface, settings)]));
}
