import { type Environment, environmentSchema } from '../config/environment.js';
import { RUNTIMES } from '../config/runtimes.js';

const SETTINGS = {
  runtimes: [...RUNTIMES],
  surfaces: { customResources: { tokenLimits: true }, unmanagedRuntime: { selector: { engine: 'own' } } },
  slos: [{ name: 'objective', indicator: 'firstToken', thresholdSeconds: 10, objectivePercent: 99, window: '7d' }],
};
const FILE = { name: 'everything', file: 'environments/everything.yaml' };

/** An environment with everything on, so that everything there may be is listed. */
export const EVERYTHING = { ...environmentSchema.parse(SETTINGS), ...FILE } satisfies Environment;

/** The same with what others scrape and what tokens cost, so that every panel is drawn. */
export const EVERYTHING_DRAWN = {
  ...environmentSchema.parse({
    ...SETTINGS,
    exporters: { gpu: { enabled: true }, containers: { enabled: true } },
    prices: { models: [{ model: 'example', inputPerMillion: 1, outputPerMillion: 1 }] },
  }),
  ...FILE,
} satisfies Environment;
