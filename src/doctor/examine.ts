import type { Check } from './check.js';
import type { Examination } from './examination.js';
import { type Finding, SEVERITIES, type Severity, type Told, type Topic } from './finding.js';

/**
 * What checks find, what hurts most first and, among what hurts alike, in the order of the checks. What follows from an earlier
 * finding is told as its consequence, and hurts there.
 */
export function examine(examination: Examination, checks: readonly Check[]): readonly Told[] {
  const found = checks.flatMap((one) => one.examine(examination));
  const causes: { readonly finding: Finding; readonly consequences: Finding[] }[] = [];
  for (const finding of found) {
    const cause = causes.find((one) => explains(one.finding, finding));
    if (cause === undefined) causes.push({ finding, consequences: [] });
    else cause.consequences.push(finding);
  }
  return causes.map(({ finding, consequences }) => told(finding, consequences)).toSorted(bySeverity);
}

function explains({ explains: explained = [] }: Finding, { mayFollowFrom = [] }: Finding): boolean {
  const topics = new Set<Topic>(explained);
  return mayFollowFrom.some((topic) => topics.has(topic));
}

function told({ explains: _, mayFollowFrom: __, ...finding }: Finding, consequences: readonly Finding[]): Told {
  const severities = [finding, ...consequences].map(({ severity }) => severity);
  const severity = SEVERITIES.find((one) => severities.includes(one)) ?? finding.severity;
  return { ...finding, severity, consequences: consequences.map(({ subject }) => subject) };
}

function bySeverity(one: Told, other: Told): number {
  return rank(one.severity) - rank(other.severity);
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}
