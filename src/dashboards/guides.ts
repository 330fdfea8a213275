import type { TextPanel } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { fittedText } from './fitted-text.js';

/** Columns of the steps, beside which the limits of scrapes stand. */
const STEPS_WIDTH = 15;
const LIMITS_WIDTH = 24 - STEPS_WIDTH;

/** The limits of a scrape, which samples are held against. */
function limits({ scraped }: Drawing): TextPanel {
  const rows = scraped.map(({ job, sampleBudget, sampleLimit }) => `| \`${job}\` | ${sampleBudget} | ${sampleLimit} |`);
  const table = ['| job | budget | sampleLimit |', '|---|---|---|', ...rows].join('\n');
  return fittedText('Limits of samples', table, LIMITS_WIDTH);
}

/** From exporter to dashboard, where numbers can be lost: the steps, and the limits that one of them asks for. */
export function missingMetrics(drawing: Drawing): readonly TextPanel[] {
  const steps = fittedText(
    'Missing metrics, step by step',
    [
      '1. **Targets.** Every job should be listed below, with all of its targets up. A missing job was not discovered: ' +
        'compare the labels of the Service or pod with the selector of its monitor, and the labels of the monitor with ' +
        '`serviceMonitorSelector` and `podMonitorSelector` of Prometheus.',
      isWantedKnown(drawing)
        ? '2. **Replicas.** The numbers found, up and wanted should be equal; roles where they are not are listed. If found is below wanted, pods ' +
          'are pending or a label is missing.'
        : '2. **Replicas.** The numbers found and up should be equal, and as many as are deployed: nobody reads how many that is. If ' +
          'fewer are found, pods are pending or a label is missing.',
      '3. **Samples.** If a target has more samples than the limit of its job, Prometheus refuses the whole scrape, although ' +
        'the target answers. ArksScrapeBudgetExceeded fires before that, near the budget: both are listed beside this.',
      '4. **Age.** If records are older than a few minutes, Prometheus does not evaluate the rules. Everything here reads records.',
      '5. **Names.** A model, user or quota with a double quote or a line break in its name is in every panel but cannot be ' +
        'selected in a variable: Grafana would write a query that Prometheus cannot parse. Leave that variable at All.',
    ].join('\n'),
    STEPS_WIDTH,
  );
  return sameHeight([steps, limits(drawing)]);
}

/** Texts beside each other, as high as the longest of them. */
function sameHeight(texts: readonly TextPanel[]): readonly TextPanel[] {
  const height = Math.max(...texts.map((one) => one.height));
  return texts.map((one) => ({ ...one, height }));
}

export const HIGH_LATENCY: TextPanel = fittedText(
  'High latency, step by step',
  [
    '1. **Which latency?** A slow first token with a queue means too little capacity; without a queue it means long prompts ' +
      'or lost prefixes. A slow inter-token time means a full batch.',
    '2. **Queue.** Waiting requests should be near 0. If they grow on one replica only, check routing; if on all of them, ' +
      'add replicas: [Runtime](/d/arks-runtime) shows waiting requests and the KV cache in its first row.',
    '3. **Memory.** When the KV cache is near 100%, engines preempt requests, which then start over.',
    '4. **Prefixes.** If the hit ratio has fallen, every prompt is computed in full. Continue on [Runtime](/d/arks-runtime).',
  ].join('\n'),
);

export const lowThroughput = (drawing: Drawing): TextPanel =>
  fittedText(
    'Low throughput, step by step',
    [
      '1. **Do requests arrive?** If requests by model have fallen, check clients and rate limits, not engines.',
      '2. **Are they served?** If few requests run while many wait, an engine hangs or its cache is full.',
      '3. **By all replicas?** Load and tokens should be similar on each replica. One that differs is the unhealthy one.',
      `4. **By enough replicas?** ${isWantedKnown(drawing) ? 'Up below wanted' : 'Up below what is deployed'} is lost capacity. ` +
        'Continue on [Gateway](/d/arks-gateway) or [Runtime](/d/arks-runtime).',
    ].join('\n'),
  );

/** Whether somebody says how many replicas are wanted: the custom resources do. */
function isWantedKnown({ surfaces }: Drawing): boolean {
  return surfaces.customResources.enabled;
}
