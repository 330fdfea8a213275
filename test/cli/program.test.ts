import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { EXIT_CODES } from '../../src/cli/exit-code.js';
import { programOf } from '../../src/cli/program.js';
import { PROJECT, runCli } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const commands = programOf().commands.map((command) => command.name());
const help = async (...words: readonly string[]) => runCli(temporaryFolder(), ...words, '--help');

/** The command lines that a help shows. */
function examplesOf(text: string): readonly string[] {
  const [, after = ''] = text.split('\nExamples:\n');
  return (after.split('\n\n')[0] ?? '').split('\n').map((line) => line.trim());
}

/** The words of a line as a shell has them: quotes hold what is within together. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/'([^']*)'|([^\s']+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

/** What a program would do with a command line: the command that it calls. */
function calledBy(line: string): string {
  const program = programOf();
  const called: string[] = [];
  for (const command of program.commands) {
    command.action(() => {
      called.push(command.name());
    });
  }
  const [name = '', ...words] = wordsOf(line);
  program.parse(words, { from: 'user' });
  return `${name} ${called.join(' ')}`;
}

describe('--help', () => {
  test('lists the commands, with the one table of exit codes, and exits with 0', async () => {
    const { exitCode, stdout, stderr } = await help();
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(commands).toEqual(expect.arrayContaining(['synth', 'review', 'explain']));
    const text = stdout.replace(/\s+/g, ' ');
    for (const words of [...commands, ...Object.values(EXIT_CODES)]) expect(text).toContain(words);
    expect(stdout.split('\n').filter((line) => line.length > 120)).toEqual([]);
  });

  test.each(commands)('of %s exits with 0 and has examples that the program understands', async (command) => {
    const { exitCode, stdout, stderr } = await help(command);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const examples = examplesOf(stdout);
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(calledBy(example), example).toBe(`arks-monitoring ${command}`);
  });

  test('says nothing in colours where nobody looks', async () => {
    expect((await help()).stdout).not.toContain('\u001b');
  });
});

test.each([
  [['syth'], "unknown command 'syth'", '(Did you mean synth?)'],
  [['synth', '--verbos'], "unknown option '--verbos'", '(Did you mean --verbose?)'],
  [['synth', 'eu-1'], "too many arguments for 'synth'", 'arks-monitoring synth --help says how it is asked'],
  [['synth', '--only'], "option '--only <pattern>' argument missing", ''],
  [['synth', '--only='], 'must be a pattern, got ""', ''],
  [['synth', '--only', '--verbose'], 'must be a pattern, got "--verbose"', ''],
  [['synth', '--format', 'xml'], 'Allowed choices are text, json, github', ''],
  [['explain'], "missing required argument 'name'", ''],
])('%j exits with 2, says why, and does nothing', async (words, why, hint) => {
  const { exitCode, stdout, stderr } = await runCli(temporaryFolder(), ...words);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(why);
  expect(stderr).toContain(hint);
});

test('without words it says what there is, on the side of complaints, and exits with 2', async () => {
  const { exitCode, stdout, stderr } = await runCli(temporaryFolder());
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('Commands:');
});

test('--version is that of the package', async () => {
  const { exitCode, stdout } = await runCli(temporaryFolder(), '--version');
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('docs/cli.md has the table of exit codes that help shows, and every command', () => {
  const page = readFileSync(join(PROJECT, 'docs/cli.md'), 'utf8').replaceAll('`', '');
  for (const [code, says] of Object.entries(EXIT_CODES)) expect(page).toContain(`| ${code} | ${says} |`);
  for (const command of commands) expect(page).toContain(`| arks-monitoring ${command}`);
});
