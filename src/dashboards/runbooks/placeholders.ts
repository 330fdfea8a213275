import type { Environment } from '../../config/environment.js';
import { isThresholdName } from '../../config/thresholds.js';
import { durationSeconds, inOneUnit } from '../../lib/duration.js';
import type { AlertRule } from '../../rules/rule-group.js';

/** `<!-- rule: for -->10 minutes<!-- end -->` in what people write: the text between is the generator's. */
const PLACEHOLDER = /<!-- (?<of>rule|default): (?<name>\w+) -->[^<]*<!-- end -->/g;

/** What calls a limit the default. */
const DEFAULT = /(<!-- default: \w+ -->[^<]*<!-- end -->[^.(),]{0,20}?)\bby\s+default\b/g;

/** The alert that a page is of, and its rules. */
export interface PageAlert {
  readonly name: string;
  readonly rules: readonly Pick<AlertRule, 'for' | 'keep_firing_for'>[];
}

/** What holds the limits. */
type Limits = Pick<Environment, 'alerts'>;

const UNITS: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day' };
const MILLISECONDS_PER_SECOND = 1_000;

/**
 * A page with the numbers that its alert's rule and the defaults of thresholds say: `rule: for` is how long the condition must
 * hold, `rule: keepFiringFor` how long the alert stays, and `default: <threshold>` a limit. Throws for any other name.
 */
export function filled(page: string, alert: PageAlert, environment: Limits): string {
  return page.replace(PLACEHOLDER, (_, of: string, name: string) => {
    const value = of === 'rule' ? ofRule(name, alert) : ofThreshold(name, environment);
    if (value === undefined)
      throw new Error(`${alert.name}.md must name what a rule or a threshold has, got ${of}: ${name}`);
    return `<!-- ${of}: ${name} -->${value}<!-- end -->`;
  });
}

/**
 * What a page with the numbers of an environment says there: without the comments around them, which only the generator reads, and
 * without calling them defaults.
 */
export function withoutMarks(page: string): string {
  return page.replace(DEFAULT, '$1here').replace(/<!-- (?:(?:rule|default): \w+|end) -->/g, '');
}

function ofRule(name: string, { rules: [rule] }: PageAlert): string | undefined {
  const durations: Readonly<Record<string, string | undefined>> = {
    for: rule?.for,
    keepFiringFor: rule?.keep_firing_for,
  };
  const duration = durations[name];
  return duration === undefined ? undefined : durationInWords(duration);
}

function ofThreshold(name: string, { alerts }: Limits): string | undefined {
  if (!isThresholdName(name)) return undefined;
  const value = alerts.thresholds[name];
  if (typeof value === 'string') return durationInWords(value);
  if (name.endsWith('Ratio')) return `${Number((value * 100).toPrecision(3))}%`;
  if (name.endsWith('Milliseconds')) return `${value / MILLISECONDS_PER_SECOND} s`;
  return name.endsWith('Seconds') ? `${value} s` : String(value);
}

/** `10 minutes`, `1 hour`; a duration of several units in the smallest of them. */
export function durationInWords(duration: string): string {
  if (Number.isNaN(durationSeconds(duration))) throw new Error(`must be a duration above 0, got "${duration}"`);
  const [, count = '', unit = ''] = /^(\d+)([smhd])$/.exec(inOneUnit(duration)) ?? [];
  return `${count} ${UNITS[unit] ?? unit}${count === '1' ? '' : 's'}`;
}
