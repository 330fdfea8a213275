import { components } from './component.js';
import { frontendHistograms, frontendModels, frontendRequests } from './frontend.js';
import { frontendParts } from './frontend-parts.js';
import { httpService } from './http-service.js';
import { processParts } from './process.js';
import { routerParts } from './router.js';

/** Dynamo: frontend, workers, and the names of early 2025. Which of them the image of Arks shows is unknown. */
export const dynamo = [
  ...frontendRequests,
  ...frontendHistograms,
  ...frontendModels,
  ...frontendParts,
  ...routerParts,
  ...components,
  ...processParts,
  ...httpService,
] as const;
