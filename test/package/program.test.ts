import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolderForAll } from '../support/temporary-folder.js';
import { install, packageJson, pinned, runOwn } from './support/commands.js';
import { packed } from './support/packed.js';

const app = temporaryFolderForAll({
  'package.json': JSON.stringify({ name: 'operated', private: true }),
  'page.txt': '# TYPE go_goroutines gauge\ngo_goroutines 7\n',
  'light/eu-9.yaml': 'surfaces: { customResources: { enabled: false } }\n',
  'whole/eu-8.yaml': '{}\n',
});
const arksMonitoring = (...words: readonly string[]) => runOwn(app, 'arks-monitoring', ...words);

/** What the program says, whether it finds something wrong or not. */
function said(...words: readonly string[]): string {
  try {
    return arksMonitoring(...words);
  } catch (error) {
    return String(error).replace(/^.* failed:\n/, '');
  }
}

/** Does work while these are not in node_modules. */
function without<Result>(paths: readonly string[], work: () => Result): Result {
  const places = paths.map((path) => join(app, 'node_modules', path));
  for (const place of places) renameSync(place, `${place}.away`);
  try {
    return work();
  } finally {
    for (const place of places) renameSync(`${place}.away`, place);
  }
}

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
  expect(arksMonitoring('completion', 'bash', '--', 'synth', '--only', 'e')).toBe('eu-1\n');
});

test('its program exits with 1 for an environment that is wrong, with the place first', () => {
  expect(() => arksMonitoring('synth', '--only', 'us-1')).toThrow('--only: must match an environment');
});

describe('each command reads the options behind its own name', () => {
  test('and none of those before it', () => {
    expect(JSON.parse(said('doctor', 'metrics', 'page.txt', '--format', 'json'))).toHaveProperty('findings');
    expect(JSON.parse(said('doctor', 'metrics', '--format', 'json', 'page.txt'))).toHaveProperty('findings');
    expect(said('doctor', '--format', 'json', 'metrics', 'page.txt')).toMatch(/^page\.txt: /);
  });

  test('so that an option before the command is one of the program, which has two', () => {
    expect(said('--format', 'json', 'synth')).toContain("unknown option '--format'");
    expect(said('synth', '--version')).toContain("unknown option '--version'");
    expect(said('--version', 'synth')).toBe(arksMonitoring('--version'));
  });
});

describe('what is not needed is not loaded', () => {
  const PLUS = 'arks-monitoring/lib/inside/cdk8s-plus-27.js';
  const LIBRARIES = 'arks-monitoring/lib/inside/libraries.js';

  test('cdk8s-plus-27 is loaded where a kube-state-metrics is written, and nowhere else', () => {
    without([PLUS], () => {
      expect(arksMonitoring('synth', '--environments', 'light', '--output', 'light-out')).toContain('wrote light-out/');
      expect(() => arksMonitoring('synth', '--environments', 'whole', '--output', 'whole-out')).toThrow(
        /Cannot find module .*cdk8s-plus-27/,
      );
    });
    expect(arksMonitoring('synth', '--environments', 'whole', '--output', 'whole-out')).toContain('Deployment');
  });

  test('an explanation needs no cdk8s, and no constructs', () => {
    without([PLUS, 'cdk8s', 'constructs'], () => {
      expect(arksMonitoring('explain', 'ArksRuntimeStalled')).toContain('pod:arks_requests_stalled:sum');
    });
  });

  test('a shell that waits for help or for names waits for none of the libraries', () => {
    without([PLUS, LIBRARIES, 'cdk8s', 'constructs'], () => {
      expect(arksMonitoring('synth', '--help')).toContain('Examples:');
      const names = (...words: readonly string[]) => arksMonitoring('completion', 'bash', '--', 'explain', ...words);
      expect(names('ArksRuntimeSt')).toContain('ArksRuntimeStalled\n');
      expect(names('vllm:num_requests_runn')).toBe('vllm:num_requests_running\n');
      expect(names("'arks-runtime/Waiting, m")).toBe('arks-runtime/Waiting, mean of replicas\n');
      expect(names('--kind', 'setting', 'alerts.thresholds.errorR')).toBe('alerts.thresholds.errorRatio\n');
      expect(() => arksMonitoring('explain', 'ArksRuntimeStalled')).toThrow(/Cannot find module .*libraries/);
    });
  });
});
