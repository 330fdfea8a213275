import { durationSeconds } from '../config/duration.js';
import { absolute, minus, now, number, ratio, ratioToTotal, sumBy, sumOverTime, times } from '../promql/build.js';
import { groupEvaluated } from './evaluation.js';
import { clusterOptional, grouping } from './identity.js';
import { reconcileErrors, reconciles } from './recorded/control-plane.js';
import { tenantTokens, tenantTokensComputed, tenantTokensCounted } from './recorded/tenants.js';
import type { Signal } from './signal.js';
import { RECORDED_WINDOW } from './view.js';

const TOKENS_PER_PRICE = 1_000_000;

/** How much of a model's tokens one user takes. */
export const tenantShare: Signal = {
  title: "Share of a model's tokens",
  unit: 'ratio',
  description: `Share of the tokens of a model that one user takes. ${tenantTokens.description}`,
  labels: ['namespace', 'user', 'model'],
  query: (view) => {
    const all = grouping(view, 'namespace', 'model');
    const one = grouping(view, 'namespace', 'user', 'model');
    // All users of the model, whichever is chosen: the share is of everything.
    const everybody = { ...view, matchers: view.matchers.filter(({ label }) => label !== 'user') };
    return ratioToTotal(sumBy(one, tenantTokens.query(view)), sumBy(all, tenantTokens.query(everybody)), all);
  },
};

/** How far what the gateway counts is from what the engines compute. */
export const accountingDrift: Signal = {
  title: 'Accounting drift',
  unit: 'ratio',
  description:
    'Difference between the output tokens that the gateway counted and those that the engines computed over an hour, as a ' +
    'share of the latter. The plugin misses streams whose usage and end arrive in different chunks.',
  labels: ['namespace', 'model'],
  query: (view) =>
    ratio(
      absolute(minus(tenantTokensComputed.query(view), tenantTokensCounted.query(view))),
      tenantTokensComputed.query(view),
    ),
};

/** What the tokens of one direction cost over the window of a view, at a price for a million of them. */
export function cost(type: 'input' | 'output', pricePerMillion: number): Signal {
  const seconds = durationSeconds(RECORDED_WINDOW);
  return {
    title: `Cost of ${type} tokens`,
    unit: 'count',
    description: `Price of the ${type} tokens as the gateway counts them. ${tenantTokens.description}`,
    labels: tenantTokens.labels,
    query: ({ window, matchers }) =>
      times(
        sumOverTime(tenantTokens.record, window, RECORDED_WINDOW, [
          { label: 'type', operator: '=', value: type },
          ...matchers,
        ]),
        number((seconds * pricePerMillion) / TOKENS_PER_PRICE),
      ),
  };
}

/** How old what is recorded is. */
export const recordsAge: Signal = {
  title: 'Age of records',
  unit: 'seconds',
  description: 'Time since a group of recording rules was evaluated last.',
  labels: groupEvaluated.labels,
  query: (view) => minus(now(), groupEvaluated.query(clusterOptional(view))),
};

export const reconcileErrorRatio: Signal = {
  title: 'Reconcile error ratio',
  unit: 'ratio',
  description: 'Share of the reconciles of the Arks operator that ended in an error, by controller.',
  labels: reconciles.labels,
  query: (view) => ratio(reconcileErrors.query(view), reconciles.query(view)),
};
