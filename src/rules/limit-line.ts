import type { Environment } from '../config/environment.js';
import type { Matcher } from '../promql/build.js';
import type { ScrapedSurface } from '../scraping/scraped.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import type { Alert, Comparison } from './alert.js';
import { limitedTargets } from './alert-context.js';
import { classesOf } from './classes.js';
import { limitValue } from './condition-words.js';
import { matchersOf } from './selections.js';

/** A limit as a panel draws it. */
export interface LimitLine {
  /** The quantities that are held against it, each as it is judged. */
  readonly of: readonly Signal[];
  readonly is: Comparison;
  /** In the unit of the quantities; where there are classes it is that of the one of no override. */
  readonly limit: number;
  /** Limits of slower rules about the same, each over windows of its own. */
  readonly slower?: readonly number[];
  /** Which of these quantities are held against what, where overrides make that differ; none where it is the same for all. */
  readonly classes: readonly LimitedClass[];
}

/** Quantities with a limit in common. */
export interface LimitedClass {
  /** Absent from the class of what no override is about. */
  readonly override?: string;
  /** Absent where nobody is told of them. */
  readonly limit?: number;
  /** The matchers of each part of it. */
  readonly parts: readonly (readonly Matcher[])[];
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
  const classes = classesOf(alert, settings)
    .filter(({ parts }) => parts.length > 0)
    .map(
      ({ override, off, parts, thresholds }): LimitedClass => ({
        ...(override === undefined ? {} : { override }),
        ...(off === undefined ? { limit: limitValue(limit, thresholds) } : {}),
        parts: parts.map(matchersOf),
      }),
    );
  const isOne = new Set(classes.map((one) => one.limit)).size === 1;
  return { of: [of], is, limit: limitValue(limit, settings.alerts.thresholds), classes: isOne ? [] : classes };
}
