import { type Environment, environmentSchema } from '../../src/config/environment.js';

/** The environment of a file that says nothing: what the pages describe. */
export const DEFAULT_ENVIRONMENT: Environment = {
  ...environmentSchema.parse({}),
  name: 'default',
  file: 'environments/default.yaml',
};
