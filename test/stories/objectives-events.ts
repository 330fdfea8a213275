import { engineStories } from './objectives-engines.js';
import { eventStory } from './objectives-event-story.js';
import { gatewayStories } from './objectives-gateway.js';
import { namedStories } from './objectives-named.js';
import { tenantStories } from './objectives-tenants.js';
import type { PlayedStory } from './play.js';

/** What objectives make of what is scraped. */
export const eventStories: readonly PlayedStory[] = [
  ...engineStories,
  ...gatewayStories,
  ...tenantStories,
  ...namedStories,
].map(eventStory);
