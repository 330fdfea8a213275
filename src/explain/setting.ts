import type { Setting } from '../documented/settings.js';
import type { SettingExplanation } from './explanation.js';
import type { Known } from './known.js';

/** A limit, of all series or of some. */
const THRESHOLD = /^alerts\.(overrides\[\]\.)?thresholds\.(.+)$/;

/** Whether a setting is a limit that holds for some series instead of the one for all. */
export function isOverridden(path: string): boolean {
  return THRESHOLD.exec(path)?.[1] !== undefined;
}

/** What there is to say of a setting, or of a section of settings. */
export function settingExplanation(setting: Setting, all: readonly Setting[], { alerts }: Known): SettingExplanation {
  const { path, type, byDefault, unit, allowed, description = '' } = setting;
  const isInside = (other: string) => other.startsWith(path) && /^(\[\])?\.|^\[/.test(other.slice(path.length));
  const threshold = THRESHOLD.exec(path)?.[2];
  return {
    kind: 'setting',
    name: path,
    says: description,
    type,
    ...(byDefault === undefined ? {} : { default: byDefault }),
    unit,
    allowed,
    holds: all.filter((other) => !other.section && isInside(other.path)).map((other) => other.path),
    alerts: alerts.filter(({ thresholds }) => thresholds.some((name) => name === threshold)).map(({ name }) => name),
  };
}
