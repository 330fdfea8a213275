import { above, countBy, firstOf, sumBy } from '../promql/build.js';
import { grouping } from './identity.js';
import { tenantTokens } from './recorded/tenants.js';
import { cost } from './shares.js';
import type { Signal } from './signal.js';

const USER = ['namespace', 'user'] as const;

/** A user of several models counts once; one whose requests are all rejected has no tokens and is not counted. */
export const usersActive: Signal = {
  title: 'Users active',
  unit: 'count',
  description:
    'Users whose tokens are being counted, each once however many models it asks. Users whose requests are all rejected ' +
    'are not among them. Source: the plugin, which misses streams whose usage and end arrive in different chunks.',
  labels: tenantTokens.labels,
  query: (view) => countBy(grouping(view), above(sumBy(grouping(view, ...USER), tenantTokens.query(view)), 0)),
};

/** What a user's tokens of one model cost over the window of a view, both directions together. */
export function costOfBoth(inputPerMillion: number, outputPerMillion: number): Signal {
  const input = cost('input', inputPerMillion);
  const output = cost('output', outputPerMillion);
  return {
    title: 'Cost',
    unit: 'count',
    description: 'Price of input and output tokens together.',
    labels: ['namespace', 'user', 'model'],
    // Their types differ, so `or` keeps both, and a user with one direction only is not lost.
    query: (view) => sumBy(grouping(view, ...USER, 'model'), firstOf(input.query(view), output.query(view))),
  };
}
