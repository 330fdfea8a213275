import { parse } from 'yaml';
import { z } from 'zod';

const path = z.array(z.string());
const labelPaths = z.record(z.string(), path).default({});
const where = { path: path.default([]), labelsFromPath: labelPaths };
const each = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('Gauge'),
    gauge: z.object({
      ...where,
      valueFrom: path.default([]),
      labelFromKey: z.string().optional(),
      nilIsZero: z.boolean(),
    }),
  }),
  z.object({
    type: z.literal('StateSet'),
    stateSet: z.object({ ...where, labelName: z.string(), list: z.array(z.string()) }),
  }),
  z.object({ type: z.literal('Info'), info: z.object(where) }),
]);
const configuration = z.object({
  kind: z.literal('CustomResourceStateMetrics'),
  spec: z.object({
    resources: z.array(
      z.object({
        groupVersionKind: z.object({ group: z.string(), version: z.string(), kind: z.string() }),
        labelsFromPath: labelPaths,
        metrics: z.array(
          z.object({ name: z.string(), commonLabels: z.record(z.string(), z.string()).default({}), each }),
        ),
      }),
    ),
  }),
});

type Labels = Readonly<Record<string, string>>;
type Each = z.output<typeof each>;
type Point = readonly [labels: Labels, value: number];

/**
 * The series that a kube-state-metrics with this configuration publishes of these objects, in the text format. The bench holds it
 * against the real ones (test/real/kube-state-metrics.test.ts). Throws for a configuration of which some would lose families.
 */
export function stateSeries(config: string, objects: readonly unknown[]): readonly string[] {
  return configuration.parse(parse(config)).spec.resources.flatMap(({ groupVersionKind, labelsFromPath, metrics }) => {
    const { group, version, kind } = groupVersionKind;
    const names = metrics.map(({ name }) => name);
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    if (twice.length > 0) throw new Error(`${kind} lists ${twice.join(', ')} more than once`);
    const ofKind = objects.filter(
      (object) => at(object, ['kind']) === kind && at(object, ['apiVersion']) === `${group}/${version}`,
    );
    return metrics.flatMap(({ name, commonLabels, each: reading }) =>
      ofKind.flatMap((object) =>
        points(reading, object).map(([labels, value]) =>
          line(name, { ...labelsAt(object, labelsFromPath), ...commonLabels, ...labels }, value),
        ),
      ),
    );
  });
}

function points(reading: Each, object: unknown): readonly Point[] {
  switch (reading.type) {
    case 'Gauge': {
      const { path: list, labelsFromPath, labelFromKey, valueFrom, nilIsZero } = reading.gauge;
      if (labelFromKey !== undefined) {
        return Object.entries(Object(at(object, list))).flatMap(([key, part]): readonly Point[] => {
          const value = asNumber(at(part, valueFrom)) ?? (nilIsZero ? 0 : undefined);
          return value === undefined ? [] : [[{ ...labelsAt(part, labelsFromPath), [labelFromKey]: key }, value]];
        });
      }
      return items(at(object, list)).flatMap((item): readonly Point[] => {
        const value = asNumber(at(item, valueFrom)) ?? (nilIsZero ? 0 : undefined);
        return value === undefined ? [] : [[labelsAt(item, labelsFromPath), value]];
      });
    }
    case 'StateSet': {
      const { path: field, labelName, list } = reading.stateSet;
      const now = at(object, field);
      return now === undefined ? [] : list.map((state): Point => [{ [labelName]: state }, state === now ? 1 : 0]);
    }
    case 'Info': {
      const { path: list, labelsFromPath } = reading.info;
      const labels = items(at(object, list)).map((item) => labelsAt(item, labelsFromPath));
      return labels.filter((some) => Object.keys(some).length > 0).map((some): Point => [some, 1]);
    }
  }
}

/** What a path leads to; `[key=value]` finds the item of a list. */
function at(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined || typeof value !== 'object' || value === null) return step === undefined ? value : undefined;
  const [, key, wanted] = /^\[(\w+)=(.+)\]$/.exec(step) ?? [];
  if (key === undefined) return at(Reflect.get(value, step), rest);
  return at(
    items(value).find((item) => at(item, [key]) === wanted),
    rest,
  );
}

function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** True is 1, False and Unknown are 0, a time is its unix seconds. */
function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') return undefined;
  return /^\d{4}-/.test(value) ? Date.parse(value) / 1000 : Number(value === 'True');
}

function labelsAt(value: unknown, paths: Readonly<Record<string, readonly string[]>>): Labels {
  return Object.fromEntries(
    Object.entries(paths).flatMap(([label, steps]) => {
      const found = at(value, steps);
      return found === undefined ? [] : [[label, String(found)]];
    }),
  );
}

function line(name: string, labels: Labels, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}{${pairs.sort().join(',')}} ${value}`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
