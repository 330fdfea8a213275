import type { Environment } from '../config/environment.js';
import type { Override } from '../config/overrides.js';
import { type Thresholds, thresholdNames } from '../config/thresholds.js';
import { durationSeconds } from '../lib/duration.js';
import { pathText } from '../lib/path-text.js';
import type { Remark } from '../lib/remark.js';
import type { Alert } from './alert.js';
import { canFire } from './alerting.js';
import { alerts as everyAlert } from './alerts/index.js';
import { type AlertClass, classesOf, concerns, decidedBy } from './classes.js';
import { both } from './selections.js';

type Settings = Pick<Environment, 'alerts' | 'surfaces'>;

/** One thing that an override says: its path in the override, and the override without it and with nothing else. */
interface Said {
  readonly path: readonly [section: 'thresholds' | 'alerts', name: string];
  readonly rest: Override;
  readonly alone: Override;
}

/** What overrides say to no effect: no rule reads it, or it is what applies without it. */
export function idleOverrides(settings: Settings): readonly Required<Remark>[] {
  return settings.alerts.overrides.flatMap((override, index) =>
    saidBy(override).flatMap(({ path, rest, alone }) => {
      const setting = ['alerts', 'overrides', index, ...path];
      const about = everyAlert.filter(
        (alert) => settings.alerts.off[alert.name] === undefined && concerns(alone, alert),
      );
      const reasons = about.map((alert) => whyNoRule(alert, path, override, settings));
      if (reasons.every((reason) => reason !== undefined)) {
        return [{ message: `${pathText(setting)} is read by no rule: ${reasons.join('; ')}`, setting }];
      }
      const overrides = settings.alerts.overrides.with(index, rest);
      const without = { alerts: { ...settings.alerts, overrides } };
      if (!about.every((alert) => isSame(alert, override.name, settings, without))) return [];
      const message = `${pathText(setting)} is what applies without it: it only splits rules, for the label override="${override.name}"`;
      return [{ message, setting }];
    }),
  );
}

function saidBy(override: Override): readonly Said[] {
  const { thresholds, alerts } = override;
  const named = thresholdNames.filter((name) => Object.hasOwn(thresholds, name) && thresholds[name] !== undefined);
  return [
    ...named.map((name): Said => {
      const { [name]: limit, ...others } = thresholds;
      return {
        path: ['thresholds', name],
        rest: { ...override, thresholds: others },
        alone: { ...override, thresholds: { [name]: limit }, alerts: {} },
      };
    }),
    ...Object.entries(alerts).map(([name, own]): Said => {
      const { [name]: _, ...others } = alerts;
      return {
        path: ['alerts', name],
        rest: { ...override, alerts: others },
        alone: { ...override, thresholds: {}, alerts: { [name]: own } },
      };
    }),
  ];
}

/** Why an alert has no rule that could read what an override says; undefined where it has one. */
function whyNoRule(alert: Alert, [section]: Said['path'], { name }: Override, settings: Settings): string | undefined {
  if (!canFire(alert, settings)) {
    const isMissing = !canFire({ surfaces: alert.surfaces }, settings);
    const needed = isMissing ? alert.surfaces : (alert.otherSideSurfaces ?? []);
    return `${alert.name} needs ${needed.map((surface) => `surfaces.${surface}`).join(' or ')}`;
  }
  // What switches it off is read.
  if (section === 'alerts') return undefined;
  const own = classesOf(alert, settings).find(({ override }) => override === name);
  return own?.off === undefined ? undefined : `${alert.name} is off there`;
}

/** Whether all that an override is about is judged and told as it is in other settings. */
function isSame(alert: Alert, name: string, settings: Settings, without: Pick<Environment, 'alerts'>): boolean {
  const own = classesOf(alert, settings).filter(({ override }) => override === name);
  const others = classesOf(alert, without);
  return own.every((one) => others.every((other) => isAlike(alert, one, other) || !overlap(one, other)));
}

function overlap(one: AlertClass, other: AlertClass): boolean {
  return one.parts.some((part) => other.parts.some((its) => both(part, its) !== undefined));
}

function isAlike(alert: Alert, one: AlertClass, other: AlertClass): boolean {
  if (one.off !== undefined || other.off !== undefined) return one.off === other.off;
  const isEqual = (limit: keyof Thresholds) => measured(one.thresholds[limit]) === measured(other.thresholds[limit]);
  return (
    one.severity === other.severity &&
    durationSeconds(one.wait) === durationSeconds(other.wait) &&
    decidedBy(alert).every(isEqual)
  );
}

/** The same time can be written in several ways. */
function measured(limit: number | string): number {
  return typeof limit === 'string' ? durationSeconds(limit) : limit;
}
