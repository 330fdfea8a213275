import type { Environment } from '../config/environment.js';
import type { ScrapedSurface } from '../scraping/scraped.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Alert, Comparison } from './alert.js';
import { limitedTargets } from './alert-context.js';
import { type AlertClass, classesOf } from './classes.js';
import { limitValue } from './condition-words.js';

/** A limit as a panel draws it. */
export interface LimitLine {
  /** The quantities that are held against it, each as it is judged. */
  readonly of: readonly Signal[];
  readonly is: Comparison;
  /** In the unit of the quantities. */
  readonly limit: number;
  /** What overrides hold some of these quantities against instead. */
  readonly overridden?: readonly OverriddenLimit[];
}

/** The limit of what an override is about. */
export interface OverriddenLimit {
  readonly override: string;
  readonly limit: number;
  /** The matchers of each part of it. */
  readonly parts: AlertClass['parts'];
}

/** The alert of all objectives, which is no alert of its own: each has rules for each speed at which a budget burns. */
export interface BudgetAlert {
  readonly name: string;
  readonly line: LimitLine;
}

/** The limit of an alert in an environment; none where it only asks whether there is any, or compares two sides. */
export function limitLine(
  alert: Alert | BudgetAlert,
  settings: Pick<Environment, 'alerts'>,
  scraped: readonly ScrapedSurface[],
): LimitLine | undefined {
  if ('line' in alert) return alert.line;
  if (alert.when === undefined || typeof alert.when.limit === 'number') return undefined;
  const { signal, is, limit } = alert.when;
  const of = typeof signal === 'function' ? signal(limitedTargets(scraped)) : signal;
  const [, ...classes] = classesOf(alert, settings);
  const overridden = classes.flatMap(({ override, off, parts, thresholds }) =>
    override === undefined || off !== undefined || parts.length === 0
      ? []
      : [{ override, parts, limit: limitValue(limit, thresholds) }],
  );
  const line = { of: [of], is, limit: limitValue(limit, settings.alerts.thresholds) };
  return overridden.length === 0 ? line : { ...line, overridden };
}
