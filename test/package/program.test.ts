import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { install, packageJson, pinned, runOwn } from './support/commands.js';
import { packed } from './support/packed.js';

const app = temporaryFolderForAll({ 'package.json': JSON.stringify({ name: 'operated', private: true }) });
const arksMonitoring = (...words: readonly string[]) => runOwn(app, 'arks-monitoring', ...words);

beforeAll(() => {
  install(app, packed(), ...pinned('cdk8s', 'constructs'));
});

test('its program writes a first environment, synthesizes it, reviews it and explains what is in it', () => {
  expect(arksMonitoring('--version').trim()).toBe(packageJson.version);
  expect(arksMonitoring('--help')).toContain('Examples:');
  expect(arksMonitoring('init', 'eu-1', '--no-questions', '--runtimes', 'vllm')).toContain(
    'wrote environments/eu-1.yaml',
  );
  arksMonitoring('synth');
  expect(existsSync(join(app, 'dist/eu-1/kustomization.yaml'))).toBe(true);
  expect(readdirSync(join(app, 'dist/eu-1')).length).toBeGreaterThan(30);
  expect(arksMonitoring('review', 'dist')).toContain('Nothing: both outputs mean the same.');
  expect(arksMonitoring('explain', 'ArksRuntimeStalled')).toContain('pod:arks_requests_stalled:sum');
  expect(arksMonitoring('completion', 'bash')).toContain('complete -o default');
});

test('its program exits with 1 for an environment that is wrong, with the place first', () => {
  expect(() => arksMonitoring('synth', '--only', 'us-1')).toThrow('--only: must match an environment');
});
