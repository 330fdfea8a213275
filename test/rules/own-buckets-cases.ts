import { expositionText, families } from '../support/exposition.js';
import type { Input, RecordCase } from '../support/record-test.js';

const TARGET = 'application="chat",model_name="tiny-multi",namespace="tenant-a",role="unified"';
const IDENTITY = `${TARGET},runtime="vllm"`;

/**
 * The page of a real vLLM 0.32.0 with two API servers and --custom-histogram-buckets, scraped every minute while each of its
 * counters rises once more by what it shows; with `le` as its client or as Prometheus 3 spells it, or as Prometheus 2 does of Go.
 */
const page = (spelled: (le: string) => string): readonly Input[] =>
  families(expositionText('vllm-0.32-two-api-servers-own-buckets.txt'))
    .filter(({ kind }) => kind === 'histogram')
    .flatMap(({ lines }) => lines)
    .map(({ name, labels, value }): Input => {
      const { le, engine, model_name: model } = labels;
      const own = Object.entries({ engine, model_name: model, ...(le === undefined ? {} : { le: spelled(le) }) });
      const pairs = own.map(([label, text]) => `${label}="${text}"`).join(',');
      return [
        `${name}{namespace="tenant-a",application="chat",role="unified",pod="a",${pairs}}`,
        `${value}+${value * 60}x20`,
      ];
    });

/** What is said of one real engine whose first-token buckets end at 3 s, where the default objective asks for 10 s. */
export const ownBucketsCases: readonly RecordCase[] = [
  { spelling: '1.0', spelled: (le: string) => le },
  { spelling: '1', spelled: (le: string) => le.replace(/\.0$/, '') },
].flatMap(({ spelling, spelled }) => {
  const of = (title: string, record: string, samples: RecordCase['samples'], expr = record): RecordCase => ({
    title: `a real vLLM with buckets of its own ${title} (le="${spelling}")`,
    record,
    expr,
    inputs: page(spelled),
    samples,
  });
  return [
    of('is a replica that the objective cannot judge', 'application:arks_slo_unjudged_replicas:count', [
      [`{${IDENTITY},slo="first-token"}`, 1],
    ]),
    of('adds nothing to what the objective counts', 'application:arks_slo_events:rate5m', []),
    of('says where each of its buckets end', 'application:arks_latency_bucket_end:seconds', [
      [`{${IDENTITY},latency="first-token"}`, 3],
      [`{${IDENTITY},latency="inter-token"}`, 80],
      [`{${IDENTITY},latency="request"}`, 7680],
    ]),
  ];
});
