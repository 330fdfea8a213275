import { topLevel } from './cases.js';
import type { Source, Words } from './words.js';

const NAME = 'arks-monitoring';
/** Asks the program for what it knows; fish quotes what it inserts itself. */
const ASK = '__arks_monitoring_names';
const FUNCTION = `function ${ASK}
    set -l before (commandline -opc)
    command -q $before[1]; or return
    command $before[1] completion fish -- $before[2..-1] (commandline -ct) 2>/dev/null
end`;

/** The script of fish, 3.0 or later. */
export function fish(commands: readonly Words[]): string {
  const top = topLevel(commands);
  return [
    FUNCTION,
    `complete -c ${NAME} -f`,
    ...commands
      .filter(({ path }) => top.includes(path))
      .map(({ path, says }) => `complete -c ${NAME} -n __fish_use_subcommand -a ${path} -d ${quoted(says)}`),
    `complete -c ${NAME} -n __fish_use_subcommand -l help -d 'display help for command'`,
    `complete -c ${NAME} -n __fish_use_subcommand -l version -d 'output the version number'`,
    ...commands.flatMap(ofCommand),
  ].join('\n');
}

function ofCommand({ path, options, argument, below }: Words): readonly string[] {
  const conditions = [
    ...path.split(' ').map((word) => `__fish_seen_subcommand_from ${word}`),
    ...(below.length === 0 ? [] : [`not __fish_seen_subcommand_from ${below.join(' ')}`]),
  ];
  const within = `complete -c ${NAME} -n ${quoted(conditions.join('; and '))}`;
  const source = below.length > 0 ? below : argument;
  return [
    ...(source === 'nothing' ? [] : [`${within} ${completedFrom(source)}`]),
    ...options.map(({ flag, says, value }) =>
      [`${within} -l ${flag.slice(2)} -d ${quoted(says)}`, ...(value === undefined ? [] : [after(value)])].join(' '),
    ),
  ];
}

/** What stands behind an option: it needs something, and files are offered only where they are meant. */
function after(value: Source): string {
  if (value === 'nothing') return '-x';
  return value === 'files' ? '-r -F' : `-x ${completedFrom(value)}`;
}

function completedFrom(source: Source): string {
  if (typeof source !== 'string') return `-a ${quoted(source.join(' '))}`;
  if (source === 'files') return '-F';
  return `-a ${quoted(source === 'folders' ? '(__fish_complete_directories)' : `(${ASK})`)}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
