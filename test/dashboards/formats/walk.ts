import { z } from 'zod';

const loose = z.looseObject({});
const target = z.looseObject({ refId: z.string(), expr: z.string(), datasource: loose });
const classicPanel = z.looseObject({
  id: z.number(),
  type: z.string(),
  title: z.string(),
  description: z.string().default(''),
  gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
  targets: z.array(target).default([]),
  transformations: z.array(z.object({ id: z.string(), options: z.unknown() })).default([]),
  fieldConfig: z.unknown().optional(),
  options: z.unknown().optional(),
  repeat: z.string().optional(),
  maxPerRow: z.number().optional(),
  collapsed: z.boolean().optional(),
});
const row = classicPanel.extend({ panels: z.array(classicPanel).default([]) });

/** Classic JSON, read for itself: a walk must not share the reader of what it checks. */
export const classic = z.looseObject({
  uid: z.string(),
  title: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  editable: z.boolean(),
  refresh: z.string(),
  timezone: z.string(),
  time: z.object({ from: z.string(), to: z.string() }),
  templating: z.object({ list: z.array(z.looseObject({ name: z.string(), type: z.string() })) }),
  annotations: z.object({ list: z.array(z.looseObject({ name: z.string() })) }),
  links: z.array(loose),
  panels: z.array(row),
});
export type Classic = z.infer<typeof classic>;
export type ClassicPanel = z.infer<typeof classicPanel>;

/** The panels of each row, whether it is collapsed or not. */
export function classicRows({ panels }: Classic) {
  const rows: { title: string; isCollapsed: boolean; y: number; panels: ClassicPanel[] }[] = [];
  for (const panel of panels) {
    if (panel.type === 'row') {
      const { title, collapsed = false, gridPos, panels: inner } = panel;
      rows.push({ title, isCollapsed: collapsed, y: gridPos.y + 1, panels: [...inner] });
    } else rows.at(-1)?.panels.push(panel);
  }
  return rows;
}

/** Every text within a value, the keys aside. */
export function textsIn(value: unknown, without: readonly string[] = []): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (without.includes(key) ? [] : textsIn(inner, without)));
}
