import { type Environment, environmentSchema } from '../config/environment.js';

/** The environment of a file that says nothing: what the pages describe. */
export const DEFAULT_ENVIRONMENT = {
  ...environmentSchema.parse({}),
  name: 'default',
  file: 'environments/default.yaml',
} satisfies Environment;
