import { environmentOf } from '../support/environment.js';

const SECONDS = { firstToken: 10, interToken: 0.1, requestLatency: 60, goodput: 60 };
const objective = (indicator: string, grouping: string, more: object = {}) => ({
  ...{ name: `${indicator.toLowerCase()}-${grouping}`, indicator, grouping, objectivePercent: 99 },
  ...more,
});

const objectives = [
  ...Object.entries(SECONDS).flatMap(([indicator, thresholdSeconds]) =>
    ['application', 'namespace', 'none'].map((grouping) => objective(indicator, grouping, { thresholdSeconds })),
  ),
  ...['model', 'namespace', 'none'].map((grouping) => objective('gatewayAvailability', grouping)),
];

/** The names of objectives of every indicator in every grouping that it has: `<indicator>-<grouping>`. */
export const everyObjective: readonly string[] = objectives.map(({ name }) => name);

/** Everything that an environment may switch on, and each of these objectives. */
export const environmentWithEverything = environmentOf({
  runtimes: ['vllm', 'sglang', 'dynamo'],
  surfaces: { customResources: { tokenLimits: true } },
  exporters: { gpu: { enabled: true }, containers: { enabled: true } },
  slos: objectives,
});
