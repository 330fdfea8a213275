import { z } from 'zod';
import type { BuiltDashboard } from '../../src/dashboards/index.js';

/** A query of a panel or an annotation. */
export interface Asked {
  readonly uid: string;
  /** Dashboard and panel, as people would say it. */
  readonly where: string;
  readonly query: string;
}

/** Values that variables have; the others are All. */
export type Choice = Readonly<Record<string, string>>;

const panel = z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) });
const shape = z.object({
  panels: z.array(panel.extend({ panels: z.array(panel).default([]) })),
  annotations: z.object({ list: z.array(z.object({ name: z.string(), expr: z.string() })) }),
  templating: z.object({ list: z.array(z.object({ name: z.string(), definition: z.string().optional() })) }),
});

/** Everything that a dashboard asks. */
export function askedBy({ uid, json }: BuiltDashboard): readonly Asked[] {
  const { panels, annotations } = shape.parse(JSON.parse(json));
  return [
    ...panels
      .flatMap((one) => [one, ...one.panels])
      .flatMap(({ title, targets }) => targets.map(({ expr }) => ({ uid, where: `${uid}: ${title}`, query: expr }))),
    ...annotations.list.map(({ name, expr }) => ({ uid, where: `${uid}: annotation ${name}`, query: expr })),
  ];
}

/** The variables of a dashboard that come from series: which series, and which of their labels. */
export function variablesOf({ json }: BuiltDashboard) {
  const { templating } = shape.parse(JSON.parse(json));
  return templating.list.flatMap(({ name, definition = '' }) => {
    const [, series, label] = /^label_values\((.*), (\w+)\)$/s.exec(definition) ?? [];
    return series === undefined || label === undefined ? [] : [{ name, series, label }];
  });
}

/** A query as Grafana sends it: variables and windows filled in. */
export function inPrometheus(query: string, choice: Choice, rangeSeconds: number): string {
  return query
    .replaceAll('$__rate_interval', '5m')
    .replaceAll('$__interval', `${Math.max(60, Math.round(rangeSeconds / 60))}s`)
    .replaceAll('$__range', `${rangeSeconds}s`)
    .replace(/\$(\w+)/g, (_, name: string) => choice[name] ?? '.*');
}
