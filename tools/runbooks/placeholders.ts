import type { Environment } from '../../src/config/environment.js';
import { isThresholdName } from '../../src/config/thresholds.js';
import type { DocumentedAlert } from '../../src/documented/documented-alert.js';
import { durationSeconds, inOneUnit } from '../../src/lib/duration.js';

/** `<!-- rule: for -->10 minutes<!-- end -->` in what people write: the text between is the generator's. */
const PLACEHOLDER = /<!-- (?<of>rule|default): (?<name>\w+) -->[^<]*<!-- end -->/g;

const UNITS: Readonly<Record<string, string>> = { s: 'second', m: 'minute', h: 'hour', d: 'day' };
const MILLISECONDS_PER_SECOND = 1_000;

/**
 * A page with the numbers that its alert's rule and the defaults of thresholds say: `rule: for` is how long the condition must
 * hold, `rule: keepFiringFor` how long the alert stays, and `default: <threshold>` a limit. Throws for any other name.
 */
export function filled(page: string, alert: DocumentedAlert, environment: Environment): string {
  return page.replace(PLACEHOLDER, (_, of: string, name: string) => {
    const value = of === 'rule' ? ofRule(name, alert) : ofThreshold(name, environment);
    if (value === undefined)
      throw new Error(`${alert.name}.md must name what a rule or a threshold has, got ${of}: ${name}`);
    return `<!-- ${of}: ${name} -->${value}<!-- end -->`;
  });
}

function ofRule(name: string, { rules: [rule] }: DocumentedAlert): string | undefined {
  const durations: Readonly<Record<string, string | undefined>> = {
    for: rule?.for,
    keepFiringFor: rule?.keep_firing_for,
  };
  const duration = durations[name];
  return duration === undefined ? undefined : durationInWords(duration);
}

function ofThreshold(name: string, { alerts }: Environment): string | undefined {
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
