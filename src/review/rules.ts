import { resultLabels } from '../documented/result-labels.js';
import { seriesNames } from '../promql/names.js';
import type { Manifest } from './manifests.js';
import { listAt, textAt, textsAt } from './paths.js';
import { ruleGroupsOf } from './rule-files.js';

/** A rule with what is around it. */
export interface Rule {
  /** The rule as it stands. */
  readonly rule: unknown;
  readonly record: string;
  readonly alert: string;
  readonly expr: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly group: string;
}

/** Labels of the series of a name; nothing where they are what an exporter gives. */
type LabelsOf = (name: string) => readonly string[] | undefined;

const UNKNOWN = '*';

/** The rules of all objects that hold groups of them, whatever their kind. */
export function rulesOf(manifests: readonly Manifest[]): readonly Rule[] {
  return manifests.flatMap(({ object }) =>
    ruleGroupsOf(object).flatMap((group) =>
      listAt(group, 'rules').map((rule) => ({
        rule,
        record: textAt(rule, 'record'),
        alert: textAt(rule, 'alert'),
        expr: textAt(rule, 'expr'),
        labels: textsAt(rule, 'labels'),
        group: textAt(group, 'name'),
      })),
    ),
  );
}

/** Names of the series that an expression reads; none where it is not PromQL. */
export function readBy(expr: string): readonly string[] {
  try {
    return seriesNames(expr);
  } catch {
    return [];
  }
}

/** Says which labels a record carries, as far as its rules tell. */
export function labelsOfRecords(rules: readonly Rule[]): LabelsOf {
  const known = new Map<string, readonly string[]>();
  const labelsOf = (name: string): readonly string[] => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const own = rules.filter(({ record }) => record === name);
    // A record that reads itself is asked once.
    known.set(name, [UNKNOWN]);
    const labels = own.length === 0 ? [UNKNOWN] : own.flatMap((rule) => [...labelsOfResult(rule, labelsOf)]);
    known.set(name, [...new Set(labels)]);
    return known.get(name) ?? [];
  };
  return (name) => toldBy(labelsOf(name));
}

/** Labels of what a rule tells: those of its expression and its own; nothing where an exporter decides. */
export function labelsTold(rule: Rule, labelsOf: LabelsOf): readonly string[] | undefined {
  return toldBy(labelsOfResult(rule, (name) => labelsOf(name) ?? [UNKNOWN]));
}

/** Labels of what rules tell, as far as they are known, and those that the rules set themselves. */
interface Labels {
  readonly told: readonly string[] | undefined;
  readonly own: readonly string[];
}

/** Labels that there were and are not any more. Where an exporter decides about others, those that rules set are known still. */
export function lostLabels(before: Labels, after: Labels): readonly string[] {
  const known = before.told !== undefined && after.told !== undefined ? before.told : before.own;
  const left = new Set([...(after.told ?? []), ...after.own]);
  return [...new Set(known)].filter((label) => !left.has(label)).sort();
}

/** Labels by which an expression tells more series apart than before, those aside that rules set to one value. */
export function gainedLabels(before: Labels, after: Labels): readonly string[] {
  if (before.told === undefined || after.told === undefined) return [];
  const known = new Set([...before.told, ...after.own]);
  return [...new Set(after.told)].filter((label) => !known.has(label)).sort();
}

function labelsOfResult({ expr, labels }: Rule, labelsOf: (name: string) => readonly string[]): readonly string[] {
  try {
    return [...new Set([...resultLabels(expr, labelsOf), ...Object.keys(labels)])];
  } catch {
    return [UNKNOWN];
  }
}

function toldBy(labels: readonly string[]): readonly string[] | undefined {
  return labels.includes(UNKNOWN) ? undefined : labels;
}
