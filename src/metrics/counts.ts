import type { Sizing } from '../config/sizing.js';

/** How many values a label takes, where the size of the installation or the generation decides it. */
export const engines = (sizing: Sizing) => sizing.enginesPerReplica;
export const ranks = (sizing: Sizing) => sizing.ranksPerReplica;
export const workers = (sizing: Sizing) => sizing.workersPerRouter;
export const users = (sizing: Sizing) => sizing.users;
export const limitedUsers = (sizing: Sizing) => sizing.limitedUsers;
export const modelsPerUser = (sizing: Sizing) => sizing.modelsPerUser;
export const statusesPerUser = (sizing: Sizing) => sizing.statusesPerUser;
export const applications = (sizing: Sizing) => sizing.applications;
export const endpoints = (sizing: Sizing) => sizing.endpoints;

/** Envoy has one upstream cluster per ArksEndpoint, one for ext_proc, and one for the plugin's /v1/models. */
export const clusters = (sizing: Sizing) => sizing.endpoints + 2;

/** Generations of vLLM without error and repetition; whatever comes after them has both. */
const WITHOUT_ERRORS: readonly string[] = ['v0', 'v1'];

/** vLLM creates every reason at 0: stop, length, abort; later error and repetition. */
export const finishedReasons = (_: Sizing, generation: string) => (WITHOUT_ERRORS.includes(generation) ? 3 : 5);
