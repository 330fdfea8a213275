import { seriesOf } from '../config/own-metrics.js';
import { nearest } from '../lib/nearest.js';
import { pathText } from '../lib/path-text.js';
import type { Problem } from '../lib/problem.js';
import type { PercentileCeiling } from './percentile-ceilings.js';
import { valueAt } from './shown.js';
import type { YamlFile } from './yaml-file.js';

/** Names that rooms further on know and that an environment file may use, and how far its limits may go. */
export interface SettingFacts {
  /** What `scrape.keep` may name. */
  readonly metrics: readonly string[];
  /** The names of all series of these, which `metrics` may not declare. */
  readonly series: ReadonlySet<string>;
  /** What became of those that newer exporters no longer show. */
  readonly removed: ReadonlyMap<string, string>;
  /** What `alerts.off` may name. */
  readonly alerts: readonly string[];
  /** How far the percentiles that `alerts.thresholds` limits can rise. */
  readonly reach: readonly PercentileCeiling[];
  /** What `alerts.overrides` says, in the section `alerts`, that no alert could follow. */
  readonly overrides: (section: unknown) => readonly SectionProblem[];
}

/** Something that is wrong in a section, at a path within it. */
export interface SectionProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What is wrong with overrides, as far as alerts are known. */
export function unfollowedOverrides(yaml: YamlFile, known: SettingFacts): readonly Problem[] {
  return known.overrides(valueAt(yaml.value, ['alerts'])).map(({ path, message }) => {
    const whole = ['alerts', ...path];
    const [last, ...others] = whole.toReversed();
    const isKey = others[0] === 'alerts' && typeof last === 'string';
    const place = isKey ? yaml.keyPosition(others.toReversed(), last) : yaml.position(whole);
    return { ...place, message: `${pathText(whole)} ${message}` };
  });
}

/**
 * Metrics and alerts that are named and that nobody knows. Read before the schema has said yes, so that a typo here and one
 * elsewhere are reported together.
 */
export function unknownNames(yaml: YamlFile, known: SettingFacts): readonly Problem[] {
  return [...unknownMetrics(yaml, known), ...declaredTwice(yaml, known), ...unknownAlerts(yaml, known.alerts)];
}

function unknownMetrics(yaml: YamlFile, { metrics: metricNames, removed }: SettingFacts): readonly Problem[] {
  const keep = valueAt(yaml.value, ['scrape', 'keep']);
  const names: readonly unknown[] = Array.isArray(keep) ? keep : [];
  return names.flatMap((name, index) => {
    if (typeof name !== 'string') return listedAsUnlisted(yaml, index, metricNames);
    if (metricNames.includes(name)) return [];
    const meant = nearest(name, metricNames);
    const hint =
      meant === undefined
        ? 'use the name that the exporter exposes, without _bucket, _sum or _count'
        : `did you mean ${meant}?${fate(meant, removed)}`;
    return [
      {
        ...yaml.position(['scrape', 'keep', index]),
        message:
          `scrape.keep[${index}] must be a metric of the catalogue, or { unlisted: ${name} } if the catalogue does not have ` +
          `it yet, got "${name}"; ${hint}`,
      },
    ];
  });
}

function fate(name: string, removed: SettingFacts['removed']): string {
  const said = removed.get(name);
  return said === undefined ? '' : ` It ${said}`;
}

/** Written as not known, a metric that is known would be counted wrong. */
function listedAsUnlisted(yaml: YamlFile, index: number, metricNames: readonly string[]): readonly Problem[] {
  const path = ['scrape', 'keep', index, 'unlisted'];
  const name = valueAt(yaml.value, path);
  if (typeof name !== 'string' || !metricNames.includes(name)) return [];
  const message = `${pathText(path)} must not be in the catalogue, got "${name}"; write the name alone`;
  return [{ ...yaml.position(path), message }];
}

/** A metric that is known is kept by its name, with what is known of it; and a series that has two owners would be taken for the wrong one. */
function declaredTwice(yaml: YamlFile, { metrics, series }: SettingFacts): readonly Problem[] {
  const declared = valueAt(yaml.value, ['metrics']);
  const list: readonly unknown[] = Array.isArray(declared) ? declared : [];
  return list.flatMap((_, index) => {
    const path = ['metrics', index, 'name'];
    const name = valueAt(yaml.value, path);
    const type = valueAt(yaml.value, ['metrics', index, 'type']);
    if (typeof name !== 'string') return [];
    const parts = seriesOf({ name, type: type === 'histogram' ? type : 'gauge' });
    if (!metrics.includes(name) && !parts.some((one) => series.has(one))) return [];
    const hint = metrics.includes(name) ? '; name it in scrape.keep, which needs nothing but its name' : '';
    const message = `${pathText(path)} must not be in the catalogue, got "${name}"${hint}`;
    return [{ ...yaml.position(path), message }];
  });
}

function unknownAlerts(yaml: YamlFile, alertNames: readonly string[]): readonly Problem[] {
  const off = valueAt(yaml.value, ['alerts', 'off']);
  if (typeof off !== 'object' || off === null || Array.isArray(off)) return [];
  return Object.keys(off).flatMap((name) => {
    if (alertNames.includes(name)) return [];
    const meant = nearest(name, alertNames);
    const hint = meant === undefined ? `allowed are ${alertNames.join(', ')}` : `did you mean ${meant}?`;
    return [
      {
        ...yaml.keyPosition(['alerts', 'off'], name),
        message: `${pathText(['alerts', 'off', name])} must name an alert, got "${name}"; ${hint}`,
      },
    ];
  });
}
