import { join } from 'node:path';
import { maskedText } from '../lib/masked.js';
import { printable, printableLines } from '../lib/printable.js';
import { InvalidEnvironments, type Problem } from '../lib/problem.js';
import { annotation } from './annotation.js';
import { report, type Written } from './report.js';

/** How synth answers. */
export const SYNTH_FORMATS = ['text', 'json', 'github'] as const;
export type SynthFormat = (typeof SYNTH_FORMATS)[number];

/** What is told of what was written. */
export function writtenText(written: Written, format: SynthFormat): string {
  const { environments, folder, files } = written;
  if (format === 'json') {
    const told = environments.map(({ name, forecasts, sentences }) => ({ name, forecasts, remarks: sentences.flat() }));
    return json({ problems: [], written: files.map((file) => join(folder, file)), environments: told });
  }
  const text = printableLines(report(written));
  if (format === 'text') return text;
  const remarks = environments.flatMap(({ sentences }) => sentences.flat());
  return [...remarks.map((remark) => annotation({ level: 'notice', ...remark })), text].join('\n');
}

/** What is told of what is wrong; each problem once, and in JSON without a place where it has none. */
export function failureText(error: unknown, format: SynthFormat): string {
  const problems = problemsOf(error);
  if (format === 'json') return json({ problems, written: [], environments: [] });
  if (format === 'github') return problems.map(annotated).join('\n');
  return printableLines(maskedText(messageOf(error)));
}

function annotated({ message, ...place }: Partial<Problem> & { readonly message: string }): string {
  const { file } = place;
  return annotation({ level: 'error', message, ...(file === undefined ? {} : { place: { ...place, file } }) });
}

function problemsOf(error: unknown): readonly (Partial<Problem> & { readonly message: string })[] {
  const problems = error instanceof InvalidEnvironments ? error.problems : [{ message: messageOf(error) }];
  return problems.map((problem) => ({ ...problem, message: printable(maskedText(problem.message)) }));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
