import type { RuleGroup } from '../../src/rules/rule-group.js';
import { scaledRanges } from './scaled-ranges.js';

const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3_600, d: 86_400, w: 604_800 };
const SHORTEST_MILLISECONDS = 1_000;

/**
 * Rules that look back, wait and are evaluated so many times faster, so that minutes of them fit into a test. Rates stay what
 * they are per second; nothing becomes shorter than a second.
 */
export function faster(groups: readonly RuleGroup[], times: number): readonly RuleGroup[] {
  const scaled = (duration: string) => shorter(duration, times);
  return groups.map(({ interval, rules, ...group }) => ({
    ...group,
    interval: scaled(interval),
    rules: rules.map((rule) => ({
      ...rule,
      expr: scaledRanges(rule.expr, scaled),
      ...('for' in rule ? { for: scaled(rule.for) } : {}),
      ...('keep_firing_for' in rule ? { keep_firing_for: scaled(rule.keep_firing_for) } : {}),
    })),
  }));
}

/** A duration of Prometheus, so many times shorter, at least a second; none stays none. */
function shorter(duration: string, times: number): string {
  const parts = [...duration.matchAll(/(\d+)(ms|[smhdw])/g)];
  const seconds = parts.reduce((sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit ?? ''] ?? 0), 0);
  if (seconds === 0) return duration;
  return `${Math.max(SHORTEST_MILLISECONDS, Math.round((seconds * 1_000) / times))}ms`;
}
