import { maskedText } from '../../lib/masked.js';
import { printable } from '../../lib/printable.js';
import type { Unanswered } from '../examination.js';
import { type Asking, ask } from './answer.js';
import { type Sample, samplesRead, success, vectorOf } from './prometheus-shapes.js';

/** What reads a Prometheus, and remembers what it did not say and what it cost. */
export interface PrometheusClient {
  /** `data` of a GET below /api/v1; undefined where there is no such answer, which is noted then. */
  readonly get: (path: string) => Promise<unknown>;
  /** An instant query; undefined where it has no answer, which is noted then. */
  readonly query: (expression: string) => Promise<readonly Sample[] | undefined>;
  readonly unanswered: readonly Unanswered[];
  /** Samples that each query read. */
  readonly samples: Readonly<Record<string, number>>;
}

/** Longer addresses some proxies refuse. */
const LONGEST_ADDRESS = 4_000;

/** A client of what answers at `asking`. */
export function prometheusClient(asking: Asking): PrometheusClient {
  const unanswered: Unanswered[] = [];
  const samples: Record<string, number> = {};
  const dataOf = async (query: string, path: string, form?: URLSearchParams): Promise<unknown> => {
    const answer = await ask(asking, path, form);
    const failed = (reason: string) => {
      unanswered.push({ source: 'prometheus', query, reason: printable(maskedText(reason)) });
      return undefined;
    };
    if ('failed' in answer) return failed(answer.failed);
    const { data } = success.safeParse(answer.data);
    return data === undefined ? failed('the answer is not that of Prometheus') : data.data;
  };
  return {
    unanswered,
    samples,
    get: (path) => dataOf(path, `/api/v1${path}`),
    query: async (expression) => {
      const form = new URLSearchParams({ query: expression, stats: 'all' });
      const address = `/api/v1/query?${form}`;
      const data = await (address.length > LONGEST_ADDRESS
        ? dataOf(expression, '/api/v1/query', form)
        : dataOf(expression, address));
      if (data === undefined) return undefined;
      samples[expression] = samplesRead(data);
      return vectorOf(data);
    },
  };
}
