import type { EnvironmentSettings } from './environment.js';

/** An objective as an environment file has it, as a value. */
export type ObjectiveSettings = NonNullable<EnvironmentSettings['slos']>[number];
