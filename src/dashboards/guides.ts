import type { TextPanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { text } from './makers.js';

/** The limits of a scrape, which samples are held against. */
const limits = ({ scraped }: Drawing): string =>
  scraped.map(({ job, sampleLimit }) => `| \`${job}\` | ${sampleLimit} |`).join('\n');

/** From exporter to dashboard: where numbers can be lost. */
export const missingMetrics = (drawing: Drawing): TextPanel =>
  text(
    'Missing metrics, step by step',
    8,
    [
      '1. **Targets.** Below, every job should be there, and as many of its targets up as there are. A job that is missing was not discovered: compare the labels of the Service or pod with the selector of its monitor, and the labels of the monitor with `serviceMonitorSelector` and `podMonitorSelector` of Prometheus.',
      '2. **Replicas.** Found should be wanted, and up should be found. Found below wanted: pods are pending, or a label is missing.',
      '3. **Samples.** A target whose samples are above the limit of its job fails whole:',
      '',
      '| job | sampleLimit |',
      '|---|---|',
      limits(drawing),
      '',
      '4. **Age.** Records older than a few minutes: Prometheus does not evaluate rules. Everything here reads records.',
      '5. **Names.** A model, user or quota with a double quote or a line break in its name is in every panel and cannot be chosen above one: Grafana would write a query that Prometheus does not read. Leave that variable at All.',
    ].join('\n'),
  );

export const HIGH_LATENCY: TextPanel = text(
  'High latency, step by step',
  5,
  [
    '1. **Which latency?** A slow first token with a queue is too little capacity; without one it is long prompts or lost prefixes. A slow inter-token time is a full batch.',
    '2. **Queue.** Waiting should be near 0. If it grows on one replica only, look at routing; if on all, add replicas.',
    '3. **Memory.** A KV cache near 100 % preempts: requests start over.',
    '4. **Prefixes.** A hit ratio that fell makes every prompt cost its whole length. Then go on at [Runtime](/d/arks-runtime).',
  ].join('\n'),
);

export const LOW_THROUGHPUT: TextPanel = text(
  'Low throughput, step by step',
  5,
  [
    '1. **Does it arrive?** Requests by model fell: look at clients and at rate limits, not at engines.',
    '2. **Is it served?** Running is low while waiting is high: an engine hangs or its cache is full.',
    '3. **By all?** Load per replica should be alike, and so should tokens. One that is apart is the sick one.',
    '4. **By enough?** Up below wanted is lost capacity. Then go on at [Gateway](/d/arks-gateway) or [Runtime](/d/arks-runtime).',
  ].join('\n'),
);
