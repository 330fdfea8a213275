import { number, times } from '../../promql/build.js';
import type { Signal } from './signal.js';

const SECONDS = 60;

/** Requests per second as requests per minute: of what happens now and then, "0.05 req/s" is a sum that a reader has to do. */
export function perMinute<Label extends string>(of: Signal<Label>): Signal<Label> {
  return {
    ...of,
    unit: 'requests/min',
    description: of.description.replaceAll('per second', 'per minute'),
    query: (view) => times(of.query(view), number(SECONDS)),
  };
}
