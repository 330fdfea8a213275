import type { Environment } from '../../src/config/environment.js';
import type { DocumentedAlert } from '../../src/documented/documented-alert.js';
import { durationSeconds } from '../../src/lib/duration.js';
import { BEGIN } from '../../tools/runbooks/page.js';

const SECONDS: Readonly<Record<string, number>> = { s: 1, second: 1, minute: 60, hour: 3_600, day: 86_400 };
const COUNTS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  five: 5,
  ten: 10,
  fifteen: 15,
  thirty: 30,
};
const DURATION =
  /\b(?<count>\d+(?:\.\d+)?|an?|one|two|five|ten|fifteen|thirty)\s+(?<unit>s|second|minute|hour|day)s?\b/gi;
const PARTS_OF_AN_HOUR = [
  { words: /\bhalf\s+an\s+hour\b/gi, seconds: 1_800 },
  { words: /\bquarter\s+of\s+an\s+hour\b/gi, seconds: 900 },
] as const;
const PERCENT = /\b(\d+(?:\.\d+)?)\s*%/g;

/** What people typed into a page that its rule or a threshold of its alert knows: how long the condition must hold, and limits. */
export function typedNumbers(page: string, alert: DocumentedAlert, { alerts }: Environment): readonly string[] {
  const limits = alert.thresholds.map((name) => ({ name, value: alerts.thresholds[name] }));
  const durations = limits.flatMap(({ name, value }) => {
    if (typeof value === 'string') return [durationSeconds(value)];
    if (name.endsWith('Milliseconds')) return [value / 1_000];
    return name.endsWith('Seconds') ? [value] : [];
  });
  const ratios = limits.flatMap(({ name, value }) =>
    name.endsWith('Ratio') && typeof value === 'number' ? [value] : [],
  );
  // The speeds of a budget's alert each wait for another time, and its table says which.
  const waits = alert.rules.length === 1 ? alert.rules.map((rule) => durationSeconds(rule.for)) : [];
  const known = new Set([...waits, ...durations]);
  const text = written(page);
  return [
    ...PARTS_OF_AN_HOUR.flatMap(({ words, seconds }) => (known.has(seconds) ? (text.match(words) ?? []) : [])),
    ...[...withoutParts(text).matchAll(DURATION)].flatMap(([found, count = '', unit = '']) => {
      const seconds = (COUNTS[count.toLowerCase()] ?? Number(count)) * (SECONDS[unit.toLowerCase()] ?? Number.NaN);
      return known.has(seconds) ? [found] : [];
    }),
    ...[...text.matchAll(PERCENT)].flatMap(([found, count]) => (ratios.includes(Number(count) / 100) ? [found] : [])),
  ];
}

/** What people wrote: no generated part, no code, and nothing that the generator fills in. */
function written(page: string): string {
  const [head = ''] = page.split(BEGIN);
  return head.replace(/```[\s\S]*?```/g, '').replace(/<!-- (?:rule|default): \w+ -->[^<]*<!-- end -->/g, '');
}

function withoutParts(text: string): string {
  return PARTS_OF_AN_HOUR.reduce((rest, { words }) => rest.replace(words, ''), text);
}
