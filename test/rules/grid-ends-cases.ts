import { catalogue } from '../../src/metrics/catalogue.js';
import { text } from '../../src/promql/build.js';
import { seriesNames } from '../../src/promql/names.js';
import { subjects } from '../../src/signals/records.js';
import type { RecordingRule } from '../../src/signals/vocabulary/signal.js';
import { ruleView } from '../../src/signals/vocabulary/view.js';
import type { Input, RecordCase } from '../support/record-test.js';

type Labels = Readonly<Record<string, string>>;

/** A pod of one generation: what it observes per second up to each bound, and in all. */
interface Pod {
  readonly name: string;
  readonly labels: Labels;
  readonly counts: ReadonlyMap<number, number>;
}

const APPLICATION: Labels = {
  cluster: 'eu-1',
  namespace: 'tenant-a',
  application: 'chat',
  role: 'unified',
  model_name: 'qwen-7b',
};
/** One application, and others that differ from it in one label. */
const applications = [
  APPLICATION,
  ...Object.keys(APPLICATION).map((label): Labels => ({ ...APPLICATION, [label]: 'other' })),
];
/** Engines of others, which nobody scrapes for Arks. */
const strangers = ['application', 'role'].map(
  (label): Labels => Object.fromEntries(Object.entries(APPLICATION).filter(([other]) => other !== label)),
);
/** From a million on Python writes an exponent of two digits. */
const EXPONENT_FROM = 1_000_000;
const OVERFLOW = Number.POSITIVE_INFINITY;

/**
 * For each histogram of which generations end at different bounds: all of them side by side in several applications.
 * What a pod counts in all is added to the bounds beyond its end, of its own application, and nothing else is.
 */
export const gridEndsCases: readonly RecordCase[] = subjects
  .flatMap(({ recorded }) => recorded)
  .flatMap(({ rules }) => rules)
  .flatMap((rule) => {
    const expression = text(rule.expression(ruleView('cluster')));
    return expression.includes('group_left') ? [gridEndsCase(rule, expression)] : [];
  });

function gridEndsCase(rule: RecordingRule, expression: string): RecordCase {
  const generations = generationsOf(seriesNames(expression));
  const beyond = boundsBeyond(expression, generations);
  const running = applications.map((labels, index) => podsOf(generations, labels, index));
  const others = strangers.flatMap((labels, index) => podsOf(generations, labels, running.length + index));
  return {
    title: `${rule.record} of generations that end at different bounds (${rule.labels?.['runtime']})`,
    record: rule.record,
    expr: `${rule.record}{${pairs(rule.labels ?? {})}}`,
    inputs: [...running.flat(), ...others].flatMap(inputsOf),
    samples: running.flatMap((pods, index) =>
      [...summed(pods, beyond)].map(
        ([bound, value]) =>
          [`{${pairs({ ...applications[index], ...rule.labels, le: boundText(bound) })}}`, value] as const,
      ),
    ),
  };
}

/**
 * Every name of a histogram with each of the grids that its generations have on every installation: SGLang lets users choose
 * the bounds. Of those below the first end only the last three.
 */
function generationsOf(series: readonly string[]): readonly { name: string; bounds: readonly number[] }[] {
  const metrics = catalogue.filter(({ name }) => series.includes(`${name}_bucket`));
  const grids = new Set(metrics.flatMap((metric) => (metric.kind === 'histogram' ? [metric.buckets.fixed ?? []] : [])));
  const fixed = [...grids].filter((bounds) => bounds.length > 0);
  const end = Math.min(...fixed.map((bounds) => Math.max(...bounds)));
  const cut = fixed.map((bounds) => bounds.slice(Math.max(0, bounds.filter((bound) => bound <= end).length - 3)));
  return [...new Set(metrics.map(({ name }) => name))].flatMap((name) => cut.map((bounds) => ({ name, bounds })));
}

/** Bounds that the rule takes for those beyond one end and before the next; other cases hold which they are. */
function boundsBeyond(expression: string, generations: ReturnType<typeof generationsOf>): readonly Set<number>[] {
  const known = new Set(generations.flatMap(({ bounds }) => bounds));
  return [...new Set(expression.match(/(?<=le=~")[^"]*/g))].map((regex) => {
    const matched = new RegExp(`^(?:${regex.replaceAll('\\\\', '\\')})$`);
    return new Set([...known].filter((bound) => matched.test(boundText(bound))));
  });
}

/** A pod of each generation, each of which counts at a pace of its own. */
function podsOf(generations: ReturnType<typeof generationsOf>, labels: Labels, place: number): readonly Pod[] {
  return generations.map(({ name, bounds }, index) => {
    const pace = 2 * (place * generations.length + index) + 3;
    return {
      name,
      labels: { ...labels, pod: `pod-${index}` },
      counts: new Map([...bounds, OVERFLOW].map((bound, nth) => [bound, pace * (nth + 1)])),
    };
  });
}

/** What one application counts up to each bound that any of its pods has. */
function summed(pods: readonly Pod[], beyond: readonly Set<number>[]): ReadonlyMap<number, number> {
  const bounds = new Set(pods.flatMap(({ counts }) => [...counts.keys()]));
  return new Map(
    [...bounds].map((bound) => {
      const group = beyond.find((one) => one.has(bound)) ?? new Set();
      const ended = ({ counts }: Pod) => group.size > 0 && ![...counts.keys()].some((own) => group.has(own));
      const of = (pod: Pod) => pod.counts.get(ended(pod) ? OVERFLOW : bound) ?? 0;
      return [bound, pods.reduce((sum, pod) => sum + of(pod), 0)];
    }),
  );
}

function inputsOf({ name, labels, counts }: Pod): readonly Input[] {
  return [...counts].map(([bound, perSecond]) => [
    `${name}_bucket{${pairs({ ...labels, le: boundText(bound) })}}`,
    `0+${perSecond * 60}x20`,
  ]);
}

function boundText(bound: number): string {
  if (bound === OVERFLOW) return '+Inf';
  if (bound >= EXPONENT_FROM) return bound.toExponential().replace(/\+(\d)$/, '+0$1');
  return Number.isInteger(bound) ? `${bound}.0` : `${bound}`;
}

function pairs(labels: Labels): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}=${JSON.stringify(value)}`)
    .join(',');
}
