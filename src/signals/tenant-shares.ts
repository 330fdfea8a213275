import { above, absolute, countBy, minus, ratio, ratioToTotal, sumBy } from '../promql/build.js';
import { grouping } from './identity.js';
import { tenantTokens, tenantTokensComputed, tenantTokensCounted } from './recorded/tenants.js';
import type { Signal } from './signal.js';

const USER = ['namespace', 'user', 'model'] as const;

/** How much of a model's tokens one user takes. */
export const tenantShare: Signal = {
  title: "Share of a model's tokens",
  unit: 'ratio',
  description: `Share of the tokens of a model that one user takes. ${tenantTokens.description}`,
  labels: ['namespace', 'user', 'model'],
  query: (view) => {
    const all = grouping(view, 'namespace', 'model');
    const one = grouping(view, ...USER);
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

/** A user of several models counts once; one whose requests are all rejected has no tokens and is not counted. */
export const usersActive: Signal = {
  title: 'Users active',
  unit: 'count',
  description:
    'Users whose tokens are being counted, each once however many models it asks. Users whose requests are all rejected ' +
    'are not among them. Source: the plugin, which misses streams whose usage and end arrive in different chunks.',
  labels: tenantTokens.labels,
  query: (view) =>
    countBy(grouping(view), above(sumBy(grouping(view, 'namespace', 'user'), tenantTokens.query(view)), 0)),
};
