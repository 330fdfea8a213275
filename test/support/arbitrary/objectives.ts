import fc from 'fast-check';
import { environmentSchema } from '../../../src/config/environment.js';
import type { RuntimeName } from '../../../src/config/runtimes.js';
import { gridsOf } from '../../../src/rules/grids.js';
import { HISTOGRAMS } from '../../../src/rules/objectives/indicator.js';
import { dnsLabels, partly, untemplated } from './texts.js';

/** What objectives of an environment depend on. */
interface Scope {
  readonly runtimes: readonly RuntimeName[];
  readonly engines: boolean;
  /** Those that Arks starts. */
  readonly engineOfArks: boolean;
  readonly envoy: boolean;
  readonly tenants: readonly string[] | undefined;
}

const MOST = 4;
const { sizing } = environmentSchema.parse({});
const percents = fc.oneof(
  fc.constantFrom(50, 99.999, 99, 99.9, 66.6),
  fc.double({ min: 50, max: 99.999, noNaN: true }),
);
/** What Flux and vmalert find no variable in. */
const matched = untemplated.filter((text) => !/\$[{$]/.test(text));
const windows = fc.constantFrom('7d', '28d', '30d');
export const LATENCIES = ['firstToken', 'interToken', 'requestLatency', 'goodput'] as const;

/** Thresholds that every generation of every one of these runtimes has a boundary at. */
export function thresholdsOf(
  indicator: (typeof LATENCIES)[number],
  runtimes: readonly RuntimeName[],
): readonly number[] {
  const buckets = HISTOGRAMS[indicator]?.buckets;
  if (buckets === undefined) throw new Error(`${indicator} must have a histogram`);
  const grids = gridsOf(buckets, sizing).filter(({ exporter }) => runtimes.some((runtime) => runtime === exporter));
  const [first] = grids;
  return (first?.bounds ?? []).filter((bound) => bound > 0 && grids.every(({ bounds }) => bounds.includes(bound)));
}

/** What counts in every such environment, by which labels: a record, and with vLLM a counter and a histogram of the catalogue. */
function countedIn({ runtimes, engines, engineOfArks, envoy }: Scope) {
  const vllm = [{ metric: 'vllm:request_success_total' }, { metric: 'vllm:e2e_request_latency_seconds', atMost: 1 }];
  if (engines) {
    const named = [
      { record: 'application:arks_requests:rate5m' },
      ...(engineOfArks && runtimes.includes('vllm') ? vllm : []),
    ];
    return { labels: ['namespace', 'application', 'model_name'], selected: ['namespace', 'application'], named };
  }
  const named = [{ record: 'gateway:arks_upstream_requests:rate5m' }];
  return envoy ? { labels: ['namespace', 'model'], selected: ['namespace'], named } : undefined;
}

/** Events by metric, by bucket and by record, good or bad. */
function eventsOf({ labels, named }: NonNullable<ReturnType<typeof countedIn>>) {
  const text = (operator: string) => (operator.endsWith('~') ? fc.constantFrom('a|b', '5..', '') : matched);
  const matchers = fc
    .uniqueArray(fc.constantFrom('=', '!=', '=~', '!~'), { maxLength: 4 })
    .chain((operators) =>
      fc.tuple(
        ...operators.map((operator) =>
          fc.record(
            { label: fc.constantFrom(...labels), operator: fc.constant(operator), value: text(operator) },
            operator === '=' ? { requiredKeys: ['label', 'value'] } : {},
          ),
        ),
      ),
    );
  const counted = fc.tuple(fc.constantFrom(...named), partly({ matchers })).map(([one, more]) => ({ ...one, ...more }));
  const shared = { total: counted, by: fc.uniqueArray(fc.constantFrom(...labels), { maxLength: labels.length }) };
  return fc.oneof(fc.record({ good: counted, ...shared }), fc.record({ bad: counted, ...shared }));
}

/** Objectives of every kind that such an environment can measure, on every boundary that its grids share. */
export function objectives(scope: Scope): fc.Arbitrary<readonly object[]> {
  const { runtimes, engines, envoy, tenants } = scope;
  const namespace = tenants === undefined ? dnsLabels : fc.constantFrom(...tenants);
  const common = { objectivePercent: percents, window: windows };
  const ofEngines = LATENCIES.flatMap((indicator) => {
    const bounds = thresholdsOf(indicator, runtimes);
    if (!engines || bounds.length === 0) return [];
    return [
      fc.record(
        {
          indicator: fc.constant(indicator),
          thresholdSeconds: fc.constantFrom(...bounds),
          ...common,
          selector: partly({ namespace, application: dnsLabels, model: untemplated }),
          grouping: fc.constantFrom('application', 'namespace', 'none'),
        },
        { requiredKeys: ['indicator', 'thresholdSeconds', 'objectivePercent'] },
      ),
    ];
  });
  const ofGateway = fc.record(
    {
      indicator: fc.constant('gatewayAvailability'),
      ...common,
      selector: partly({ namespace, model: untemplated }),
      grouping: fc.constantFrom('model', 'namespace', 'none'),
    },
    { requiredKeys: ['indicator', 'objectivePercent'] },
  );
  const counted = countedIn(scope);
  const ofNamed =
    counted === undefined
      ? []
      : [
          fc.record(
            {
              indicator: fc.constant('events'),
              ...common,
              selector: partly({
                namespace,
                ...(counted.selected.includes('application') ? { application: dnsLabels } : {}),
              }),
              events: eventsOf(counted),
            },
            { requiredKeys: ['indicator', 'objectivePercent', 'events'] },
          ),
        ];
  const kinds: readonly fc.Arbitrary<object>[] = [...ofEngines, ...(envoy ? [ofGateway] : []), ...ofNamed];
  if (kinds.length === 0) return fc.constant([]);
  return fc
    .tuple(
      fc.array(fc.oneof(...kinds), { maxLength: MOST }),
      fc.uniqueArray(dnsLabels, { minLength: MOST, maxLength: MOST }),
    )
    .map(([all, names]) => all.map((one, index) => ({ name: names[index], ...one })));
}
