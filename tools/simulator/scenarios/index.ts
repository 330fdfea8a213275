import { bigFleet } from './big-fleet.js';
import { disaggregatedOnly } from './disaggregated-only.js';
import { everyGeneration } from './every-generation.js';
import type { ListedScenario } from './listed.js';
import { allFaults, scenarioOf } from './of-fault.js';
import { standard } from './standard.js';
import { workingWeek } from './working-week.js';

/** Scenarios that are only watched. */
export const plainScenarios: readonly ListedScenario[] = [
  standard,
  workingWeek,
  bigFleet,
  disaggregatedOnly,
  everyGeneration,
];

/** Everything that can be chosen by name, each fault on the install it is proved on among it. */
export const allScenarios: readonly ListedScenario[] = [...plainScenarios, ...allFaults.map(scenarioOf)];
