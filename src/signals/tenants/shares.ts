import { above, clampMin, countBy, minus, ratio, ratioToTotal, sumBy } from '../../promql/build.js';
import { grouping, MODEL, USER } from '../vocabulary/identity.js';
import { type Signal, signal } from '../vocabulary/signal.js';
import type { View } from '../vocabulary/view.js';
import { tenantTokensCharged, tenantTokensComputed } from './accounting.js';
import { tenantOutput, tenantRateLimitHits } from './tenants.js';

/** How much of a model's output one user takes, as far as it is seen. */
export const tenantShare = signal({
  title: "Share of a model's output",
  unit: 'ratio',
  description:
    'Share of the output of a model that one user takes; prompts are left out, since those of streams are not counted. ' +
    `${tenantOutput.description}`,
  labels: USER,
  query: (view) => {
    const all = grouping(view, 'namespace', 'model');
    const one = grouping(view, ...USER);
    // All users of the model, whichever is chosen: the share is of everything.
    const everybody = { ...view, matchers: view.matchers.filter(({ label }) => label !== 'user') };
    return ratioToTotal(sumBy(one, tenantOutput.query(view)), sumBy(all, tenantOutput.query(everybody)), all);
  },
});

const added = <const Label extends string>(
  of: Signal<Label>,
  title: string,
  labels: readonly NoInfer<Label>[],
  description: string,
) =>
  signal({
    unit: of.unit,
    description,
    title,
    labels,
    query: (view) => sumBy(grouping(view, ...labels), of.query(view)),
  });

/** Whichever rule rejects them. */
export const rateLimitHitsByUser = added(
  tenantRateLimitHits,
  'Rate-limit hits by user',
  USER,
  'Requests per second of one user for one model that a rate limit rejected, whichever rule it was.',
);
export const rateLimitHitsByModel = added(
  tenantRateLimitHits,
  'Rate-limit hits by model',
  MODEL,
  'Requests per second for one model that a rate limit rejected, of all users.',
);
export const tenantOutputByModel = added(
  tenantOutput,
  'Output by model',
  MODEL,
  `Output of one model, of all users. ${tenantOutput.description}`,
);

/** What is charged and not computed, as a share of what is charged; below 0 where more is computed. */
const drift = (view: View) =>
  ratio(minus(tenantTokensCharged.query(view), tenantTokensComputed.query(view)), tenantTokensCharged.query(view));

/** How much of what quotas are charged no engine has computed. */
export const accountingDrift = signal({
  title: 'Accounting drift',
  unit: 'ratio',
  description:
    'Share of the tokens charged to the quotas of a namespace over an hour that none of its engines computed; 0 where the ' +
    'engines computed as many or more. More is normal: answers that were broken off, users without a quota, prompts counted ' +
    'once for each of `n` answers, and clients that bypass the gateway.',
  labels: ['namespace'],
  query: (view) =>
    ratio(
      clampMin(minus(tenantTokensCharged.query(view), tenantTokensComputed.query(view)), 0),
      tenantTokensCharged.query(view),
    ),
  unguarded: drift,
});

/** A user of several models counts once; one whose requests are all rejected gets no answer and is not counted. */
export const usersActive: Signal = {
  title: 'Users active',
  unit: 'count',
  description:
    'Users who get answers, streams or whole ones; each counts once however many models they use. Users whose requests are ' +
    'all rejected are not included. Source: the plugin.',
  /** It is chosen by those of what it counts. */
  labels: USER,
  query: (view) =>
    countBy(grouping(view), above(sumBy(grouping(view, 'namespace', 'user'), tenantOutput.query(view)), 0)),
};
