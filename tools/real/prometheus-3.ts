import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { prometheusTests } from './prometheus-tests.js';
import { prometheus3 } from './prometheus-versions.js';

const ROOT = resolve(import.meta.dirname, '../..');
const VITEST = resolve(ROOT, 'node_modules/vitest/vitest.mjs');

/** Runs the tests that start a prometheus or a promtool with those of Prometheus 3; words pick files, the rest is for vitest. */
const args = process.argv.slice(2);
const words = args.filter((arg) => !arg.startsWith('-'));
const files = prometheusTests().filter((file) => words.length === 0 || words.some((word) => file.includes(word)));
if (files.length === 0) throw new Error(`no test that starts Prometheus has ${words.join(' or ')} in its name`);
const { prometheus, promtool } = await prometheus3();
const { status } = spawnSync(
  process.execPath,
  [VITEST, 'run', ...files, ...args.filter((arg) => arg.startsWith('-'))],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PROMETHEUS_BIN: prometheus, PROMTOOL_BIN: promtool } },
);
process.exitCode = status ?? 1;
