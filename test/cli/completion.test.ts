import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { completionScript } from '../../src/cli/completion-scripts.js';
import { programOf } from '../../src/cli/program.js';
import { runCli } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** What bash proposes for the last of these words. */
const COMPLETED = (...words: readonly string[]) =>
  `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _arks_monitoring; echo "\${COMPREPLY[@]}"`;

test('bash completes commands, options and what may follow them', () => {
  const lines = [
    completionScript('bash', programOf()),
    COMPLETED('arks-monitoring', 's'),
    COMPLETED('arks-monitoring', 'synth', '--on'),
    COMPLETED('arks-monitoring', 'synth', '--format', 'g'),
    COMPLETED('arks-monitoring', 'completion', 'z'),
  ];
  const { stdout, stderr } = spawnSync('bash', ['-c', lines.join('\n')], { encoding: 'utf8' });
  expect({ stdout, stderr }).toEqual({ stdout: 'synth\n--only\ngithub\nzsh\n', stderr: '' });
});

test.each(['bash', 'zsh', 'fish'] as const)(
  'the script of %s names every command and every option of it',
  async (shell) => {
    const { exitCode, stdout } = await runCli(temporaryFolder(), 'completion', shell);
    expect(exitCode).toBe(0);
    for (const command of programOf().commands) {
      expect(stdout).toContain(command.name());
      for (const { long } of command.options) expect(stdout).toContain((long ?? '').slice(2));
    }
  },
);
