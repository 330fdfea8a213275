import type { Command } from 'commander';

/** The shells whose completion is known. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const NAME = 'arks-monitoring';
const FUNCTION = '_arks_monitoring';

/** A command with the words that may follow it. */
interface Words {
  readonly command: string;
  readonly says: string;
  readonly options: readonly { readonly flag: string; readonly says: string; readonly choices: readonly string[] }[];
  readonly choices: readonly string[];
}

/** The script of a shell that completes commands, options and the words they may have; everything else is a file. */
export function completionScript(shell: Shell, program: Command): string {
  const commands = program.commands.map(wordsOf);
  const scripts: Readonly<Record<Shell, () => string>> = {
    bash: () => bash(commands),
    zsh: () => ['#compdef arks-monitoring', 'autoload -U +X bashcompinit && bashcompinit', bash(commands)].join('\n'),
    fish: () => fish(commands),
  };
  return scripts[shell]();
}

function wordsOf(command: Command): Words {
  return {
    command: command.name(),
    says: command.description(),
    options: [
      ...command.options,
      { long: '--help', description: 'display help for command', argChoices: undefined },
    ].map(({ long, description, argChoices }) => ({ flag: long ?? '', says: description, choices: argChoices ?? [] })),
    choices: [
      ...command.commands.map((below) => below.name()),
      ...command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
    ],
  };
}

/** Words are ours alone, so that none needs quotes. */
function bash(commands: readonly Words[]): string {
  const afterOption = commands.flatMap(({ command, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(({ flag, choices }) => `    ${command}:${flag}) words='${choices.join(' ')}' ;;`),
  );
  const ofCommand = commands.map(
    ({ command, options, choices }) =>
      `    ${command}:*) words='${[...choices, ...options.map(({ flag }) => flag)].join(' ')}' ;;`,
  );
  return [
    `${FUNCTION}() {`,
    `  local words current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"`,
    `  case "$([ "$COMP_CWORD" -gt 1 ] && echo "\${COMP_WORDS[1]}"):$before" in`,
    ...afterOption,
    ...ofCommand,
    `    *) words='${commands.map(({ command }) => command).join(' ')} --help --version' ;;`,
    '  esac',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    `complete -o default -F ${FUNCTION} ${NAME}`,
  ].join('\n');
}

function fish(commands: readonly Words[]): string {
  const quoted = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;
  return [
    ...commands.map(
      ({ command, says }) => `complete -c ${NAME} -n __fish_use_subcommand -f -a ${command} -d ${quoted(says)}`,
    ),
    ...commands.flatMap(({ command, options, choices }) => {
      const within = `complete -c ${NAME} -n '__fish_seen_subcommand_from ${command}'`;
      return [
        ...(choices.length === 0 ? [] : [`${within} -f -a ${quoted(choices.join(' '))}`]),
        ...options.map(({ flag, says, choices: after }) =>
          [
            `${within} -l ${flag.slice(2)} -d ${quoted(says)}`,
            ...(after.length === 0 ? [] : [`-x -a ${quoted(after.join(' '))}`]),
          ].join(' '),
        ),
      ];
    }),
  ].join('\n');
}
