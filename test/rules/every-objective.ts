import { environmentOf } from '../support/environment.js';

const SECONDS = { firstToken: 10, interToken: 0.1, requestLatency: 60, goodput: 60 };
const objective = (indicator: string, grouping: string, more: object = {}) => ({
  ...{ name: `${indicator.toLowerCase()}-${grouping}`, indicator, grouping, objectivePercent: 99 },
  ...more,
});

/** Objectives of every indicator in every grouping that it has. */
export const everyObjective: readonly object[] = [
  ...Object.entries(SECONDS).flatMap(([indicator, thresholdSeconds]) =>
    ['application', 'namespace', 'none'].map((grouping) => objective(indicator, grouping, { thresholdSeconds })),
  ),
  ...['model', 'namespace', 'none'].map((grouping) => objective('gatewayAvailability', grouping)),
];

/** Everything that an environment may switch on. */
export const environmentWithEverything = environmentOf({
  runtimes: ['vllm', 'sglang', 'dynamo'],
  surfaces: { customResources: { tokenLimits: true } },
  exporters: { gpu: { enabled: true }, containers: { enabled: true } },
  slos: everyObjective,
});
