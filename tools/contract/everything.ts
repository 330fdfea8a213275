import { type Environment, environmentSchema } from '../../src/config/environment.js';
import { RUNTIMES } from '../../src/config/runtimes.js';

/** An environment with everything on, so that everything there may be is listed. */
export const EVERYTHING: Environment = {
  ...environmentSchema.parse({
    runtimes: [...RUNTIMES],
    surfaces: { customResources: { tokenLimits: true }, unmanagedRuntime: { selector: { engine: 'own' } } },
    slos: [{ name: 'objective', indicator: 'firstToken', thresholdSeconds: 10, objectivePercent: 99, window: '7d' }],
  }),
  name: 'everything',
  file: 'environments/everything.yaml',
};
