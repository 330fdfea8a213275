import type { Environment, EnvironmentSettings } from '../config/environment.js';

/** Settings, or an environment that was made of some; never both, since one of them would be left out unseen. */
export type GivenEnvironment =
  | (EnvironmentSettings & { readonly environment?: never })
  | ({ readonly environment: Environment } & { readonly [Setting in keyof EnvironmentSettings]?: never });
