import type { Source, Words } from './words.js';

/** A word of bash and zsh that stands for itself. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Branches of a `case "$command:$before"`, which bash and zsh read alike: each sets `source` to what the word is completed from, and
 * `choices` to the words where it is some, a blank between two. Words are the program's own, none of which has a blank.
 */
export function cases(commands: readonly Words[]): readonly string[] {
  return [
    ...commands.flatMap(({ path, options }) =>
      options.flatMap(({ flag, value }) => (value === undefined ? [] : [branch(quoted(`${path}:${flag}`), value)])),
    ),
    ...commands.map(({ path, argument, below, options }) => {
      const flags = options.map(({ flag }) => flag).join(' ');
      const source = below.length > 0 ? below : argument;
      return `${branch(`${quoted(`${path}:`)}*`, source).replace(/ ;;$/, '')}; options=${quoted(flags)} ;;`;
    }),
    `*) source=choices; choices=${quoted(topLevel(commands).join(' '))}; options='--help --version' ;;`,
  ];
}

/** Branches of a `case "$command $word"`, by which the command is found among words. */
export function paths(commands: readonly Words[]): string {
  return commands.map(({ path }) => quoted(path)).join('|');
}

/** The commands that are no part of another. */
export function topLevel(commands: readonly Words[]): readonly string[] {
  return commands.map(({ path }) => path).filter((path) => !path.includes(' '));
}

function branch(pattern: string, source: Source): string {
  return typeof source === 'string'
    ? `${pattern}) source=${source} ;;`
    : `${pattern}) source=choices; choices=${quoted(source.join(' '))} ;;`;
}
