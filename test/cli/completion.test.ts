import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { candidates, namesWritten } from '../../src/cli/completion/candidates.js';
import { completionScript, SHELLS } from '../../src/cli/completion/script.js';
import { everyCommand, wordToComplete } from '../../src/cli/completion/words.js';
import { programOf } from '../../src/cli/program.js';
import { writtenSubjectNames } from '../../src/explain/subject-names.js';
import { runCli } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const commands = everyCommand(programOf());
const SEPARATOR = '\u0001';

/** A line as bash parts it: at blanks that are not quoted, and at colons and equal signs, which are words of their own. */
function partedByBash(line: string): readonly string[] {
  const words = [...line.matchAll(/(?:'[^']*'?|"[^"]*"?|\\.|[^\s:='"\\])+|[:=]+/g)].map(([word]) => word);
  return line.endsWith(' ') ? [...words, ''] : words;
}

/** What bash proposes for each of these lines, where the program knows these names and no others. */
function proposedBy(lines: readonly string[], names: readonly string[] = []): readonly (readonly string[])[] {
  const single = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const program = `arks-monitoring() { printf '%s\\n' ${names.map(single).join(' ')}; }`;
  const asked = lines.map((line) => {
    const words = partedByBash(line);
    return (
      `COMP_LINE=${single(line)} COMP_POINT=${line.length} COMP_CWORD=${words.length - 1} COMP_WORDS=(${words.map(single).join(' ')}); ` +
      `_arks_monitoring arks-monitoring; printf '%s${SEPARATOR}' "\${COMPREPLY[@]}"; echo`
    );
  });
  const script = [program, completionScript('bash', programOf()), ...asked].join('\n');
  const { stdout, stderr } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.split(SEPARATOR).filter((one) => one !== ''));
}

describe('bash completes', () => {
  test('commands, those that are parts of others, options and what may follow them', () => {
    const lines: Readonly<Record<string, readonly string[]>> = {
      'arks-monitoring s': ['synth'],
      'arks-monitoring synth --on': ['--only'],
      'arks-monitoring synth --format g': ['github'],
      'arks-monitoring synth --format=g': ['github'],
      'arks-monitoring synth --only eu-1 --format j': ['json'],
      'arks-monitoring completion z': ['zsh'],
      'arks-monitoring review --fail-on b': ['breaking'],
      'arks-monitoring doctor m': ['metrics'],
      'arks-monitoring doctor --token': [],
      'arks-monitoring doctor metrics --token-f': ['--token-file'],
      'arks-monitoring explain --kind se': ['setting'],
      'arks-monitoring preview ': ['--help'],
    };
    expect(proposedBy(Object.keys(lines))).toEqual(Object.values(lines));
  });

  test('names from where it begins to replace: behind the last colon of a word without quotes', () => {
    const name = 'pod:arks_requests_stalled:sum';
    const lines = ['pod:arks_r', 'pod:', 'po', "'pod:arks_r", '"pod:arks_r', 'pod:arks_requests_stalled:'];
    expect(
      proposedBy(
        lines.map((line) => `arks-monitoring explain ${line}`),
        [name],
      ).flat(),
    ).toEqual(['arks_requests_stalled:sum', 'arks_requests_stalled:sum', name, name, name, 'sum']);
  });

  test('names of any signs so that the shell reads them again as what they are, in quotes of either kind and in none', () => {
    const odd = [
      'a b',
      "it's",
      '"quoted"',
      '$(exit 7)',
      '`id`',
      '!x',
      'a\\b',
      'a;b|c>d',
      '*',
      '~',
      '<name>',
      'list[]',
      'ü (%)',
    ];
    const [bare = [], inSingle = [], inDouble = []] = proposedBy(
      ['', "'", '"'].map((quote) => `arks-monitoring explain ${quote}`),
      odd,
    );
    for (const [words, quote] of [
      [bare, ''],
      [inSingle, "'"],
      [inDouble, '"'],
    ] as const) {
      const read = words.map((word) => `printf '%s\\n' ${quote}${word}${quote}`).join('\n');
      expect(spawnSync('bash', ['-c', read], { encoding: 'utf8' }).stdout.trimEnd().split('\n')).toEqual(odd);
    }
  });
});

describe('the last word of a command line', () => {
  test.each<[string, unknown]>([
    ['explain Arks', 'names'],
    ['explain --environment e', 'environments'],
    ['explain --environment=e', 'environments'],
    ['doctor --environment e', 'environments'],
    ['doctor metrics --environment e', 'environments'],
    ['synth --only e', 'environments'],
    ['test --only e', 'environments'],
    ['synth --environments e', 'folders'],
    ['synth --output d', 'folders'],
    ['review --head d', 'folders'],
    ['review H', 'files'],
    ['doctor metrics p', 'files'],
    ['doctor --prometheus-token-file t', 'files'],
    ['test --promtool /', 'files'],
    ['doctor --prometheus h', 'nothing'],
    ['init eu', 'nothing'],
    ['synth x', 'nothing'],
  ])('of %j is completed from %s', (line, source) => {
    expect(wordToComplete(commands, line.split(' ')).source).toBe(source);
  });

  test('may begin with a quote, or have signs that are quoted one by one', () => {
    const startOf = (word: string) => wordToComplete(commands, ['explain', word]).start;
    expect(["'arks-runtime/Wai", '"arks-runtime/Wai', 'a\\ b\\\\c', '--environment=eu'].map(startOf)).toEqual([
      'arks-runtime/Wai',
      'arks-runtime/Wai',
      'a b\\c',
      'eu',
    ]);
  });
});

describe('what the program knows', () => {
  const files = {
    'e/eu-1.yaml': '',
    'e/eu-2.yml': '',
    'e/us-1.yaml': '',
    'e/_all.yaml': '',
    'e/Two words.yaml': '',
    'e/eu.txt': '',
  };

  test('are environments by the names of files, in the folder that the line names', async () => {
    const folder = temporaryFolder(files);
    for (const words of [
      ['synth', '--environments', 'e', '--only', 'eu'],
      ['explain', '--environments=e', '--environment', "'eu"],
    ]) {
      const { exitCode, stdout, stderr } = await runCli(folder, 'completion', 'bash', '--', ...words);
      expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: 'eu-1\neu-2\n', stderr: '' });
    }
    const elsewhere = await runCli(folder, 'completion', 'bash', '--', 'synth', '--only', '');
    expect(elsewhere).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  test('are names of everything that can be explained, or of one kind', async () => {
    const of = (...words: readonly string[]) => candidates(commands, words);
    expect(await of('explain', 'ArksRuntimeSt')).toContain('ArksRuntimeStalled');
    expect(await of('explain', 'vllm:num_requests_runn')).toEqual(['vllm:num_requests_running']);
    expect(await of('explain', "'arks-runtime/Waiting, m")).toEqual(['arks-runtime/Waiting, mean of replicas']);
    expect(await of('explain', '--kind', 'metric', 'ArksRuntimeSt')).toEqual([]);
    expect(await of('explain', '--kind', 'setting', 'alerts.thresholds.errorR')).toEqual([
      'alerts.thresholds.errorRatio',
    ]);
    expect(await of('sy')).toEqual(['synth']);
  });

  test('is the same as the package has it written down', async () => {
    const text = writtenSubjectNames();
    for (const words of [['Arks'], ['arks-r'], ['vllm:'], ['alerts.'], ['pod:']]) {
      const derived = await candidates(commands, ['explain', ...words]);
      expect(derived.length).toBeGreaterThan(5);
      expect(namesWritten(text).filter((name) => name.startsWith(words.join()))).toEqual(derived);
    }
    expect(namesWritten(text, 'alert')).toEqual(await candidates(commands, ['explain', '--kind', 'alert', '']));
  });
});

test.each(SHELLS)('the script of %s names every command and every option of it', async (shell) => {
  const { exitCode, stdout } = await runCli(temporaryFolder(), 'completion', shell);
  expect(exitCode).toBe(0);
  for (const { path, options } of commands) {
    for (const word of path.split(' ')) expect(stdout).toContain(word);
    for (const { flag } of options) expect(stdout).toContain(flag.slice(2));
  }
});

test('the scripts of zsh and fish ask the program for names, and leave it to the shell to quote them', () => {
  expect(completionScript('zsh', programOf())).toMatch(/completion zsh -- .*\n\s+compadd -a names/);
  expect(completionScript('fish', programOf())).toContain(
    "complete -c arks-monitoring -n '__fish_seen_subcommand_from explain' -a '(__arks_monitoring_names)'",
  );
});
