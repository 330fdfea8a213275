import { z } from 'zod';
import { DISAGGREGATED } from '../runtimes.js';
import { whenValid } from '../when-valid.js';
import { positive } from '../whole-numbers.js';

export const MAX_PORT = 65_535;

/** The limits every surface has; budgets differ, since some targets are one replica and some the whole install. */
const limits = (budget: number) => ({
  seriesBudget: positive
    .default(budget)
    .describe('Maximum number of series that one target may be predicted to keep; synth fails above it.'),
  sampleLimit: positive
    .optional()
    .describe(
      'Maximum number of samples that Prometheus accepts from one scrape; above it the scrape is refused as a whole. By default ' +
        'it follows from the prediction; for gateway, envoy and customResources, which tenants share, it is three times seriesBudget.',
    ),
});

/** The settings of a surface that is there whatever runtimes are served. */
export const common = (budget: number) => ({
  enabled: z.boolean().default(true).describe('Whether this surface is scraped.'),
  ...limits(budget),
});

/** The same of a surface of runtimes: where none of them is served there is nothing to scrape. */
export const ofRuntimes = (budget: number, where: string) => ({
  enabled: z
    .boolean()
    .optional()
    .describe(`Whether this surface is scraped; by default where runtimes names ${where}.`),
  ...limits(budget),
});

/** The same of a surface of disaggregated applications. */
export const ofDisaggregated = (budget: number) =>
  ofRuntimes(budget, `${DISAGGREGATED.join(', ')}, since Arks disaggregates no other runtime`);

type Limits = { readonly seriesBudget: number; readonly sampleLimit?: number | undefined };

/** Whether a scrape may hold at least as much as it is predicted to. */
export const limitNotBelowBudget = ({ seriesBudget, sampleLimit = seriesBudget }: Limits) =>
  sampleLimit >= seriesBudget;
export const LIMIT_BELOW_BUDGET = {
  error: 'must not be below seriesBudget',
  path: ['sampleLimit'],
  ...whenValid(z.object({ seriesBudget: positive, sampleLimit: positive })),
};
