import type { PlatformSurface } from '../config/surfaces.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

/** The namespace that a part of the platform lives in: where its monitor looks for it, and alerts for its targets. */
export function namespaceOf(surface: PlatformSurface, settings: ScrapeSettings): string {
  return surfaces[surface].namespace(settings);
}
