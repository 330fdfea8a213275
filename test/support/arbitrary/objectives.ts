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
  readonly envoy: boolean;
  readonly tenants: readonly string[] | undefined;
}

const MOST = 4;
const { sizing } = environmentSchema.parse({});
const percents = fc.oneof(
  fc.constantFrom(50, 99.999, 99, 99.9, 66.6),
  fc.double({ min: 50, max: 99.999, noNaN: true }),
);
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

/** Objectives of every kind that such an environment can measure, on every boundary that its grids share. */
export function objectives({ runtimes, engines, envoy, tenants }: Scope): fc.Arbitrary<readonly object[]> {
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
  const kinds: readonly fc.Arbitrary<object>[] = [...ofEngines, ...(envoy ? [ofGateway] : [])];
  if (kinds.length === 0) return fc.constant([]);
  return fc
    .tuple(
      fc.array(fc.oneof(...kinds), { maxLength: MOST }),
      fc.uniqueArray(dnsLabels, { minLength: MOST, maxLength: MOST }),
    )
    .map(([all, names]) => all.map((one, index) => ({ name: names[index], ...one })));
}
