import { avgBy, maxBy, type RecordedName, type Stored, sumBy } from '../../promql/build.js';
import { runtimes, runtimesWith } from '../runtimes/index.js';
import type { CounterReadings, GaugeReadings, TokenReadings } from '../runtimes/readings.js';
import { selectArks } from './arks-series.js';
import { APPLICATION, grouping, ON_RUNTIME, type OnRuntimeLabel, POD, type PodLabel } from './identity.js';
import { gauged, ratesOf } from './readings.js';
import type { Recorded, RecordingRule, Unit } from './signal.js';
import { RECORDED_WINDOW } from './view.js';

/** What a recorded signal is called, and how it is explained. */
export interface Words {
  /** The metric's part of the recorded name, after `arks_`. */
  readonly name: string;
  readonly title: string;
  readonly unit: Unit;
  readonly description: string;
}

/** Rates of counters per application, one rule a counter of a runtime, generations joined before they are summed. */
export function recordRate(words: Words & { readonly reading: keyof CounterReadings }): Recorded<OnRuntimeLabel> {
  const record = `application:arks_${words.name}:rate${RECORDED_WINDOW}` as const;
  const readings = runtimesWith((runtime) => runtime.readings[words.reading]);
  const rules = readings.flatMap(([runtime, counters]) =>
    counters.map(
      (one): RecordingRule => ({
        record,
        labels: { runtime, ...one.labels },
        expression: (view) => sumBy(grouping(view, ...APPLICATION, ...(one.by ?? [])), ratesOf(runtime, one, view)),
      }),
    ),
  );
  const by = new Set(readings.flatMap(([, counters]) => counters.flatMap((one) => one.by ?? [])));
  return recorded<string>(words, record, rules, [...APPLICATION, ...by, 'runtime']);
}

type Reduction = 'sum' | 'max';

/** A gauge per replica: ranks, engines and processes reduced to one value before anything else is done with it. */
export function recordPerPod(
  words: Words & { readonly reduction: Reduction; readonly reading: keyof GaugeReadings },
): Recorded<PodLabel | 'runtime'> {
  const record = `pod:arks_${words.name}:${words.reduction}` as const;
  const rules = runtimesWith(({ readings }) => readings[words.reading]).map(
    ([runtime, reading]): RecordingRule => ({
      record,
      labels: { runtime },
      expression: (view) => {
        const gauges = gauged(runtime, reading);
        if (words.reduction === 'max') return maxBy(grouping(view, ...POD), gauges);
        return sumBy(grouping(view, ...POD), maxBy(grouping(view, ...POD, ...runtimes[runtime].shards), gauges));
      },
    }),
  );
  return recorded(words, record, rules, [...POD, 'runtime']);
}

/** The rate of a counter per replica, one rule a runtime. */
export function recordPodRate(
  words: Words & { readonly reading: keyof TokenReadings },
): Recorded<PodLabel | 'runtime'> {
  const record = `pod:arks_${words.name}:rate${RECORDED_WINDOW}` as const;
  const rules = runtimesWith(({ readings }) => readings[words.reading]).map(
    ([runtime, reading]): RecordingRule => ({
      record,
      labels: { runtime },
      expression: (view) => sumBy(grouping(view, ...POD), ratesOf(runtime, reading, view)),
    }),
  );
  return recorded(words, record, rules, [...POD, 'runtime']);
}

/** A per-pod record summed up, or averaged over replicas, per application. A sum of rates stays a rate by name. */
export function recordOverPods(
  perPod: Recorded<PodLabel | 'runtime'>,
  operation: 'sum' | 'avg' | 'max',
  title: string,
): Recorded<OnRuntimeLabel> {
  const [, metric = '', own = ''] = /^pod:arks_(\w+):(\w+)$/.exec(perPod.record) ?? [];
  const record = `application:arks_${metric}:${own.startsWith('rate') ? own : operation}` as const;
  const aggregate = { sum: sumBy, avg: avgBy, max: maxBy }[operation];
  const rule: RecordingRule = {
    record,
    expression: (view) => aggregate(grouping(view, ...ON_RUNTIME), selectArks(perPod, view.matchers)),
  };
  return recorded({ ...perPod, title }, record, [rule], ON_RUNTIME);
}

/** Any other record: one name, the rules as given, and the labels its series carry. */
export function record<const Label extends string>(
  words: Omit<Words, 'name'> & {
    readonly record: RecordedName;
    readonly labels: readonly Label[];
    readonly rules: readonly Omit<RecordingRule, 'record'>[];
  },
): Recorded<Label> {
  const { record: name, rules, labels, ...rest } = words;
  return recorded(
    rest,
    name,
    rules.map((rule) => ({ record: name, ...rule })),
    labels,
  );
}

function recorded<Label extends string>(
  words: Omit<Words, 'name'>,
  name: RecordedName,
  rules: readonly RecordingRule[],
  labels: readonly Label[],
): Recorded<Label> {
  const { title, unit, description } = words;
  const stored: Stored<Label> = { record: name };
  return { title, unit, description, labels, rules, ...stored, query: (view) => selectArks(stored, view.matchers) };
}
