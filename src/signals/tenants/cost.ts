import { dividedBy, number, plus, times } from '../../promql/build.js';
import { MODEL } from '../vocabulary/identity.js';
import type { Signal } from '../vocabulary/signal.js';
import { total } from '../vocabulary/totals.js';
import { tenantInputComputed, tenantOutputComputed } from './accounting.js';

/** A price is for so many tokens. */
const TOKENS_PER_PRICE = 1_000_000;
const COMPUTED = { input: tenantInputComputed, output: tenantOutputComputed };

/** What the tokens of one direction cost over the window of a view, at a price for a million of them. */
export function cost(type: 'input' | 'output', pricePerMillion: number): Signal {
  const tokens = total(COMPUTED[type], 'tokens', 'Tokens');
  return {
    title: `Cost of ${type} tokens`,
    unit: 'count',
    description: `Price of the ${type} tokens that the engines computed. ${COMPUTED[type].description}`,
    labels: MODEL,
    query: (view) => dividedBy(times(tokens.query(view), number(pricePerMillion)), TOKENS_PER_PRICE),
  };
}

/** What the tokens of one model cost over the window of a view, both directions together. */
export function costOfBoth(inputPerMillion: number, outputPerMillion: number): Signal {
  const input = cost('input', inputPerMillion);
  const output = cost('output', outputPerMillion);
  return {
    title: 'Cost',
    unit: 'count',
    description: 'Price of the input and output tokens together that the engines computed.',
    labels: MODEL,
    query: (view) => plus(input.query(view), output.query(view)),
  };
}
