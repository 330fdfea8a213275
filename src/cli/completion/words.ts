import type { Argument, Command, Option } from 'commander';

/** What a word is completed from: these words, files or folders, names that the program knows, or nothing. */
export type Source = readonly string[] | 'files' | 'folders' | 'environments' | 'names' | 'nothing';

/** A command with the words that may follow it. */
export interface Words {
  /** The words by which it is called, as `doctor metrics`. */
  readonly path: string;
  readonly says: string;
  readonly options: readonly {
    readonly flag: string;
    readonly says: string;
    /** What follows the option; undefined where nothing does. */
    readonly value: Source | undefined;
  }[];
  /** What stands behind the command and is no option. */
  readonly argument: Source;
  /** The commands that it has itself. */
  readonly below: readonly string[];
}

/** Whose value is a name that the program knows, by the option or the command. */
const NAMED: Readonly<Record<string, Source>> = {
  '--environment': 'environments',
  '--only': 'environments',
  explain: 'names',
};
/** Whose value is a file, by the word between brackets with which help shows it. */
const ON_DISK: Readonly<Record<string, Source>> = {
  base: 'files',
  file: 'files',
  folder: 'folders',
  page: 'files',
  path: 'files',
};
const IN_BRACKETS = /[<[]([\w-]+)/;
const HELP = { flag: '--help', says: 'display help for command', value: undefined };

/** Every command of a program, each before those that it has itself. */
export function everyCommand(program: Command, above = ''): readonly Words[] {
  return program.commands.flatMap((command) => {
    const path = above === '' ? command.name() : `${above} ${command.name()}`;
    return [wordsOf(path, command), ...everyCommand(command, path)];
  });
}

function wordsOf(path: string, command: Command): Words {
  const [first] = command.registeredArguments;
  return {
    path,
    says: command.description(),
    options: [
      ...command.options.map((option) => ({
        flag: option.long ?? '',
        says: option.description,
        value: option.required || option.optional ? sourceOf(option, option.long ?? '', option.flags) : undefined,
      })),
      HELP,
    ],
    argument: first === undefined ? 'nothing' : sourceOf(first, path, `<${first.name()}>`),
    below: command.commands.map((below) => below.name()),
  };
}

function sourceOf({ argChoices }: Option | Argument, of: string, shown: string): Source {
  return argChoices ?? NAMED[of] ?? ON_DISK[IN_BRACKETS.exec(shown)?.[1] ?? ''] ?? 'nothing';
}

/** What the last of the words behind the name of a program is completed from, and what it is as far as it is typed. */
export function wordToComplete(
  commands: readonly Words[],
  words: readonly string[],
): { readonly source: Source; readonly start: string } {
  const typed = plain(words.at(-1) ?? '');
  const [, joined, behind = ''] = /^(--[\w-]+)=(.*)$/s.exec(typed) ?? [];
  const start = joined === undefined ? typed : behind;
  const before = [...words.slice(0, -1), ...(joined === undefined ? [] : [joined])];
  const command = before.reduce<Words | undefined>((found, word) => {
    const path = found === undefined ? word : `${found.path} ${word}`;
    return commands.find((one) => one.path === path) ?? found;
  }, undefined);
  if (command === undefined) {
    return { source: commands.map(({ path }) => path).filter((path) => !path.includes(' ')), start };
  }
  const option = command.options.find(({ flag }) => flag === before.at(-1));
  if (option?.value !== undefined) return { source: option.value, start };
  if (start.startsWith('-')) return { source: command.options.map(({ flag }) => flag), start };
  return { source: command.below.length > 0 ? command.below : command.argument, start };
}

/** A word as it is meant, of which a shell may hand over the quotes with which it is begun. */
function plain(word: string): string {
  return word.replace(/^['"]/, '').replace(/\\(.)/g, '$1');
}
