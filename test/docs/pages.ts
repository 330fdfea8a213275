import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_ENVIRONMENT } from '../../src/documented/default-environment.js';
import { documentedAlerts } from '../../src/documented/documented-alert.js';
import { planned } from '../../src/documented/planned.js';
import { INDEX } from '../../tools/runbooks/pages.js';
import { PROJECT } from '../support/commands.js';

export { anchors, links } from './markdown.js';

export const FOLDER = join(PROJECT, 'docs/runbooks');

/** The three cases that are no alert; alerts lead to them. */
export const TROUBLESHOOTING = [
  'troubleshooting-high-latency.md',
  'troubleshooting-low-throughput.md',
  'troubleshooting-metrics-missing.md',
];

/** A file of docs/runbooks. */
export interface WrittenPage {
  readonly file: string;
  readonly text: string;
}

export const pages: readonly WrittenPage[] = readdirSync(FOLDER).map((file) => ({
  file,
  text: readFileSync(join(FOLDER, file), 'utf8'),
}));

export const alerts = documentedAlerts(planned(DEFAULT_ENVIRONMENT));

/** The pages of alerts, each with its alert. */
export const alertPages = alerts.flatMap((alert) => {
  const text = textOf(`${alert.name}.md`);
  return text === undefined ? [] : [{ name: alert.name, alert, text }];
});

export function textOf(file: string): string | undefined {
  return pages.find((page) => page.file === file)?.text;
}

export const indexText = textOf(INDEX) ?? '';

/** The fenced blocks of a language, those in lists included. */
export function blocks(text: string, language: string): readonly string[] {
  const fences = text.matchAll(/^( *)```(\w+)\n([\s\S]*?)\n\1```$/gm);
  return [...fences].flatMap(([, , found, body]) => (found === language && body !== undefined ? [body] : []));
}

/** The headings of the second level, in their order; `#` in a block is no heading. */
export function sections(text: string): readonly string[] {
  return [...text.replace(/^( *)```[\s\S]*?^\1```$/gm, '').matchAll(/^## (.+)$/gm)].map(([, title = '']) => title);
}
