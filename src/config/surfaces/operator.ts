import { z } from 'zod';
import { operatorTls, scrapeClass } from '../access.js';
import { dnsSubdomain, secretKey } from '../kubernetes-names.js';
import { whenValid } from '../when-valid.js';
import { OF_ALL, type SurfaceFacts } from './facts.js';
import { common, LIMIT_BELOW_BUDGET, limitNotBelowBudget } from './limits.js';

const settings = z
  .strictObject({
    ...common(1_000),
    tokenSecret: z
      .strictObject({
        name: dnsSubdomain.describe('Name of the Secret.'),
        key: secretKey.default('token').describe('Key of the token in it.'),
      })
      .optional()
      .describe(
        'A Secret of your own beside the monitor of the operator (in monitoring.namespace; in arks.namespace where scrape.monitors is ' +
          'perNamespace), whose token may read its metrics. Without it, synth writes the account, the binding and the Secret, and ' +
          'Kubernetes fills in the token.',
      ),
    scrapeClass,
    tls: operatorTls,
  })
  .refine(limitNotBelowBudget, LIMIT_BELOW_BUDGET)
  .refine(({ scrapeClass, tokenSecret }) => scrapeClass === undefined || tokenSecret === undefined, {
    error: 'must not be set together with tokenSecret, which is another token',
    path: ['scrapeClass'],
    ...whenValid(z.object({ scrapeClass: z.unknown(), tokenSecret: z.unknown() })),
  })
  .refine(({ scrapeClass, tls }) => scrapeClass === undefined || tls !== undefined, {
    error:
      "must not be set without tls, since whoever answers in the operator's place would be sent the token of Prometheus",
    path: ['scrapeClass'],
    ...whenValid(z.object({ scrapeClass: z.looseObject({}), tls: z.unknown().optional() })),
  })
  .prefault({})
  .describe('The Arks operator.');

/** The Arks operator. */
export const operator = {
  settings,
  of: 'platform',
  ours: { job: 'arks-operator-controller-manager-metrics-service' },
  exporters: ['operator'],
  dashboards: ['arks-control-plane', ...OF_ALL],
} as const satisfies SurfaceFacts;
