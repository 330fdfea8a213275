import { dividedBy, firstOf, number, sumBy, times } from '../promql/build.js';
import { grouping } from './identity.js';
import { tenantTokens } from './recorded/tenants.js';
import type { Signal } from './signal.js';
import { total } from './totals.js';

/** A price is for so many tokens. */
const TOKENS_PER_PRICE = 1_000_000;
const tokens = total(tenantTokens, 'tokens', 'Tokens');

/** What the tokens of one direction cost over the window of a view, at a price for a million of them. */
export function cost(type: 'input' | 'output', pricePerMillion: number): Signal {
  return {
    title: `Cost of ${type} tokens`,
    unit: 'count',
    description: `Price of the ${type} tokens as the gateway counts them. ${tenantTokens.description}`,
    labels: tenantTokens.labels,
    query: (view) => {
      const matchers = [{ label: 'type', operator: '=', value: type } as const, ...view.matchers];
      return dividedBy(times(tokens.query({ ...view, matchers }), number(pricePerMillion)), TOKENS_PER_PRICE);
    },
  };
}

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
    query: (view) =>
      sumBy(grouping(view, 'namespace', 'user', 'model'), firstOf(input.query(view), output.query(view))),
  };
}
