import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import { writeKustomizations } from '../../src/app/kustomization.js';
import { PROJECT, runCdk8sSynth } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const OURS = readFileSync(join(PROJECT, 'cdk8s.yaml'), 'utf8');
const CONFIG = { 'cdk8s.yaml': OURS };
function expected(settings: object) {
  const folder = temporaryFolder();
  const environments = [environmentOf(settings, 'eu-1')];
  createApp(environments, folder).synth();
  writeKustomizations(environments, folder);
  return contentsOf(folder);
}

describe('cdk8s synth with options', () => {
  test('writes into the folder it is given, and not into dist/', () => {
    const folder = temporaryFolder({ ...CONFIG, 'environments/eu-1.yaml': '{}' });
    expect(runCdk8sSynth(folder, '--output', 'review').exitCode).toBe(0);
    expect(contentsOf(join(folder, 'review'))).toEqual(expected({}));
    expect(existsSync(join(folder, 'dist'))).toBe(false);
  });

  /** A character for each byte, since a piece may end within a letter. */
  const bytesOf = (text: string) => Buffer.from(text).toString('latin1');
  /** cdk8s-cli 2.207.60 copies files to stdout in pieces of this size, and starts the next before the last is through. */
  const PIECE = 65_536;

  test('with --stdout prints every piece of every object there, and nothing else', () => {
    const folder = temporaryFolder({ ...CONFIG, 'environments/eu-1.yaml': '{}' });
    const { exitCode, stdout } = runCdk8sSynth(folder, '--stdout');
    expect(exitCode).toBe(0);
    const printed = bytesOf(stdout);
    // It prints what ends as YAML does.
    const texts = Object.entries(expected({})).flatMap(([path, text]) =>
      path.endsWith('.yaml') ? [bytesOf(text)] : [],
    );
    const pieces = texts.flatMap((text) =>
      Array.from({ length: Math.ceil(text.length / PIECE) }, (_, index) =>
        text.slice(index * PIECE, (index + 1) * PIECE),
      ),
    );
    expect(pieces.filter((text) => !printed.includes(text))).toEqual([]);
    expect(pieces.reduce((rest, text) => rest.replace(text, ''), printed).trim()).toBe('');
  });
});
