import type { Severity, Told } from '../doctor/finding.js';
import { reportText, summaryOf } from '../doctor/report.js';
import { printable } from '../lib/printable.js';
import { annotation, type Level } from './annotation.js';
import type { Colours } from './colours.js';

/** How findings are given. */
export const DOCTOR_FORMATS = ['text', 'json', 'github'] as const;
export type DoctorFormat = (typeof DOCTOR_FORMATS)[number];

const LEVELS: Readonly<Record<Severity, Level>> = { error: 'error', warning: 'warning', note: 'notice' };

/** What is told of what was found, and of what was looked at, a fact a line. */
export function findingsText(
  findings: readonly Told[],
  format: DoctorFormat,
  colours: Colours,
  lookedAt: readonly string[] = [],
): string {
  if (format === 'json') return JSON.stringify({ lookedAt, findings }, undefined, 2);
  if (format === 'text') {
    const facts = lookedAt.map((fact) => colours.faint(printable(fact))).join('\n');
    return `${facts === '' ? '' : `${facts}\n\n`}${reportText(findings, colours)}`;
  }
  return [...findings.map(annotated), summaryOf(findings)].join('\n');
}

function annotated({ severity, subject, evidence, meaning, remedy, page }: Told): string {
  const asked = evidence.map(({ query, value }) => `${query}: ${value}`).join('; ');
  return annotation({
    level: LEVELS[severity],
    message: printable(`${subject}. ${meaning} ${remedy} (${asked === '' ? '' : `${asked}; `}${page})`),
  });
}
