import { code, markup } from '../../../src/review/markup.js';
import type { ChangedPanel } from './changed-panels.js';

/** A panel that was drawn, with the names of its pictures where there are two that differ, or one of what came or went. */
export interface PicturedPanel {
  readonly changed: ChangedPanel;
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly isAlike: boolean;
}

export interface PictureReview {
  readonly pictured: readonly PicturedPanel[];
  /** Those beyond the most that are drawn. */
  readonly left: readonly ChangedPanel[];
  readonly shells: readonly string[];
  /** Of the data set, in words. */
  readonly data: string;
}

/** A page in Markdown with the panels before and after, side by side; nothing that a dashboard says is markup in it. */
export function pictureMarkdown({ pictured, left, shells, data }: PictureReview): string {
  const seen = pictured.filter(({ isAlike }) => !isAlike);
  const alike = pictured.filter(({ isAlike }) => isAlike).map(({ changed }) => changed);
  const added = pictured.filter(({ changed }) => changed.before === undefined).length;
  const removed = pictured.filter(({ changed }) => changed.after === undefined).length;
  const counts = [
    [seen.length - added - removed, 'changed'],
    [added, 'added'],
    [removed, 'removed'],
    [alike.length, 'drawn as before'],
    [left.length, 'not drawn'],
  ] as const;
  const told = counts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return `${[
    '# Panels before and after',
    told.length === 0
      ? 'No panel changes.'
      : `Panels: ${told.join(', ')}. Both sides show the same data, ${code(data)}, recorded by the rules as they are after the change.`,
    ...(shells.length === 0
      ? []
      : [
          `The variables, annotations or times of ${shells.map(code).join(', ')} change, which may change each of its panels.`,
        ]),
    ...seen.map(section),
    ...list('Drawn as before', 'These change in what these data do not show, or in what no picture shows.', alike),
    ...list(
      'Not drawn',
      'Beyond the most that are drawn; `npm run preview -- --review <base> --most <number>` draws more.',
      left,
    ),
  ].join('\n\n')}\n`;
}

function section({ changed, before, after }: PicturedPanel): string {
  const verb = changed.before === undefined ? ' is added' : changed.after === undefined ? ' is removed' : ' changes';
  const words = changed.says.map(markup).join('; ');
  const cell = (file: string | undefined, alt: string) => (file === undefined ? 'none' : `![${alt}](${file})`);
  return [
    `## ${titleOf(changed)}${verb}`,
    `In ${changed.environments.map(code).join(', ')}${words === '' ? '' : `: ${words}`}.`,
    `| before | after |\n|---|---|\n| ${cell(before, 'before')} | ${cell(after, 'after')} |`,
  ].join('\n\n');
}

function list(title: string, words: string, panels: readonly ChangedPanel[]): readonly string[] {
  if (panels.length === 0) return [];
  const lines = panels.map((panel) => `- ${titleOf(panel)}, in ${panel.environments.map(code).join(', ')}`);
  return [`## ${title}`, words, lines.join('\n')];
}

function titleOf({ uid, key }: ChangedPanel): string {
  return `${code(uid)}: ${code(key)}`;
}
