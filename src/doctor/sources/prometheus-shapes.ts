import { z } from 'zod';
import type { ActiveTarget, LoadedGroup } from './prometheus-answers.js';
import { numberOf, secondsOf } from './prometheus-words.js';

type Labels = Readonly<Record<string, string>>;

/** A series with its value at the time of the query. */
export interface Sample {
  readonly labels: Labels;
  readonly value: number;
}

const labels = z.record(z.string(), z.string());
const seconds = z.number().catch(Number.NaN);

export const success = z.object({ status: z.literal('success'), data: z.unknown() });
const row = z.object({ metric: labels, value: z.tuple([z.number(), z.string()]).optional() });
const vector = z.object({ resultType: z.literal('vector'), result: z.array(row) });
const stats = z.object({ stats: z.object({ samples: z.object({ totalQueryableSamples: z.number() }) }) });
const strings = z.array(z.string());
export const build = z.object({ version: z.string() });
export const runtime = z.object({ storageRetention: z.string() });
const pools = z.object({ scrapePools: z.array(z.string()) });
const target = z.object({
  scrapePool: z.string().default(''),
  labels,
  scrapeUrl: z.string().default(''),
  health: z.string(),
  lastError: z.string().default(''),
  scrapeInterval: z.string().optional(),
});
const dropped = z.object({ scrapePool: z.string().optional(), discoveredLabels: labels });
const targets = z.object({
  activeTargets: z.array(target).nullable(),
  droppedTargets: z.array(dropped).nullish(),
  droppedTargetCounts: z.record(z.string(), z.number()).nullish(),
});
const rule = z.object({
  name: z.string(),
  type: z.enum(['recording', 'alerting']),
  query: z.string(),
  health: z.string().default('unknown'),
  lastError: z.string().default(''),
  duration: seconds.default(0),
});
const groups = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      file: z.string().default(''),
      interval: seconds,
      evaluationTime: seconds.default(Number.NaN),
      lastEvaluation: z.string().default(''),
      rules: z.array(rule),
    }),
  ),
});
const metadata = z.array(z.object({ metric: z.string(), type: z.string() }));

/** The series of an instant query, by their labels; a histogram of its own kind has NaN for a value. */
export function vectorOf(data: unknown): readonly Sample[] {
  const { result = [] } = vector.safeParse(data).data ?? {};
  return result
    .map(({ metric, value }) => ({ labels: metric, value: numberOf(value?.[1] ?? 'NaN') }))
    .toSorted(byLabels);
}

/** Samples that a query read; NaN where what answered does not count them. */
export function samplesRead(data: unknown): number {
  return stats.safeParse(data).data?.stats.samples.totalQueryableSamples ?? Number.NaN;
}

export function textsOf(data: unknown): readonly string[] | undefined {
  return strings.safeParse(data).data;
}

export function poolsOf(data: unknown): readonly string[] | undefined {
  return pools.safeParse(data).data?.scrapePools;
}

/** Targets that are scraped, by pool and labels, and how many are left out, by pool. */
export function targetsOf(
  data: unknown,
): { readonly active: readonly ActiveTarget[]; readonly dropped: Readonly<Record<string, number>> } | undefined {
  const found = targets.safeParse(data).data;
  if (found === undefined) return undefined;
  const counts: Record<string, number> = { ...found.droppedTargetCounts };
  if (found.droppedTargetCounts == null) {
    for (const { scrapePool, discoveredLabels } of found.droppedTargets ?? []) {
      const pool = scrapePool ?? discoveredLabels['job'] ?? '';
      counts[pool] = (counts[pool] ?? 0) + 1;
    }
  }
  const active = (found.activeTargets ?? []).map(activeTarget);
  return {
    active: active.toSorted((one, other) => byText(one.pool, other.pool) || byLabels(one, other)),
    dropped: counts,
  };
}

function activeTarget(found: z.output<typeof target>): ActiveTarget {
  const interval = found.scrapeInterval === undefined ? Number.NaN : secondsOf(found.scrapeInterval);
  return {
    pool: found.scrapePool,
    labels: found.labels,
    url: found.scrapeUrl,
    health: found.health,
    lastError: found.lastError,
    ...(Number.isNaN(interval) ? {} : { intervalSeconds: interval }),
  };
}

export function groupsOf(data: unknown): readonly LoadedGroup[] | undefined {
  return groups.safeParse(data).data?.groups.map((group) => ({
    name: group.name,
    file: group.file,
    intervalSeconds: group.interval,
    tookSeconds: group.evaluationTime,
    // A group that was never evaluated has the first day of Go.
    evaluatedAt: group.lastEvaluation.startsWith('0001-') ? Number.NaN : Date.parse(group.lastEvaluation),
    rules: group.rules.map((one) => ({
      name: one.name,
      kind: one.type,
      expression: one.query,
      health: one.health,
      lastError: one.lastError,
      forSeconds: one.duration,
    })),
  }));
}

/** The types of metrics by name, as a target declares them. */
export function typesOf(data: unknown): Readonly<Record<string, string>> | undefined {
  const found = metadata.safeParse(data).data;
  return found === undefined ? undefined : Object.fromEntries(found.map(({ metric, type }) => [metric, type]));
}

/** Prometheus answers in the order of its hash maps: what is told of two alike would be another one each time. */
function byLabels(one: { readonly labels: Labels }, other: { readonly labels: Labels }): number {
  return byText(textOf(one.labels), textOf(other.labels));
}

function textOf(all: Labels): string {
  return JSON.stringify(Object.entries(all).toSorted(([one], [other]) => byText(one, other)));
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
