import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createApp } from '../../src/app/app.js';
import { writeKustomizations } from '../../src/app/kustomization.js';
import { PROJECT, runCdk8sSynth } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const OURS = readFileSync(join(PROJECT, 'cdk8s.yaml'), 'utf8');
const CONFIG = { 'cdk8s.yaml': OURS };
const BEFORE = 'dist/eu-1/ConfigMap.before.k8s.yaml';

function expected(settings: object) {
  const folder = temporaryFolder();
  const environments = [environmentOf(settings, 'eu-1')];
  createApp(environments, folder).synth();
  writeKustomizations(environments, folder);
  return contentsOf(folder);
}

describe('cdk8s synth', () => {
  test('writes what the program alone writes, and what was there before is gone', () => {
    const folder = temporaryFolder({ ...CONFIG, 'environments/eu-1.yaml': 'cluster: { name: eu-1 }\n', [BEFORE]: '' });
    const { exitCode, stderr } = runCdk8sSynth(folder);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(contentsOf(join(folder, 'dist'))).toEqual(expected({ cluster: { name: 'eu-1' } }));
  });

  test('fails on a broken environment, says where, and leaves dist/ as it was', () => {
    const folder = temporaryFolder({
      ...CONFIG,
      'environments/eu-1.yaml': 'zebra: 3\n',
      [BEFORE]: 'kind: ConfigMap\n',
    });
    const { exitCode, stderr } = runCdk8sSynth(folder);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('zebra is not a setting;');
    expect(stderr).toContain('environments/eu-1.yaml:1:1: ');
    expect(contentsOf(join(folder, 'dist'))).toEqual({ 'eu-1/ConfigMap.before.k8s.yaml': 'kind: ConfigMap\n' });
  });
});
