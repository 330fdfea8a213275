import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test, vi } from 'vitest';
import { parse } from 'yaml';
import { promtool } from '../../../test/support/promtool.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { serveScenario } from '../command/serve.js';
import { simulate } from '../command/simulate.js';
import { startPrometheusOn } from '../prometheus/server.js';
import { standard } from '../scenarios/standard.js';

const programs = inject('prometheus');
const UNTIL = '2026-01-20T09:30:00Z';
const UNTIL_SECONDS = Date.parse(UNTIL) / 1000;

/** A folder for the temporary files of one test, and what is in it. */
function ownTemporaryFolder() {
  const folder = join(temporaryFolder(), 'temporary');
  mkdirSync(folder);
  return { folder, left: () => readdirSync(folder) };
}

/** Runs the command in this process, with temporary files in a folder of their own. */
async function run(...args: readonly string[]) {
  const temporary = ownTemporaryFolder();
  vi.stubEnv('TMPDIR', temporary.folder);
  const lines: Record<'log' | 'error', string[]> = { log: [], error: [] };
  for (const how of ['log', 'error'] as const) {
    vi.spyOn(console, how).mockImplementation((line: string) => {
      lines[how].push(line);
    });
  }
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  const exitCode = await simulate(args);
  return { exitCode, said: lines.log.join('\n'), complained: lines.error.join('\n'), left: temporary.left() };
}

test('without a Prometheus it writes a configuration for one, which is gone at the end', async () => {
  const { folder, left } = ownTemporaryFolder();
  vi.stubEnv('TMPDIR', folder);
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });
  const stop = new AbortController();
  let file = '';
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    file = /--config\.file=(\S+)/.exec(line)?.[1] ?? file;
    if (line.includes('Ctrl-C')) stop.abort();
    if (file === '') return;
    const config: unknown = parse(readFileSync(file, 'utf8'));
    expect(config).toMatchObject({ rule_files: ['rules.yml'], global: { evaluation_interval: '15s' } });
    expect(existsSync(join(file, '../rules.yml'))).toBe(true);
  });
  await serveScenario({ scenario: standard, speed: 1, prometheus: undefined, stop: stop.signal });
  expect(file).not.toBe('');
  expect(left()).toEqual([]);
});

test('writes a test that promtool agrees with, which expects what fires at the end', async () => {
  const out = join(temporaryFolder(), 'played');
  const found = await run('--fault', 'plugin-gone@3', '--minutes', '9', '--to', 'promtool', '--out', out);
  expect(found).toMatchObject({ exitCode: 0, said: expect.stringContaining('ArksGatewayDown{'), left: [] });
  const written = (name: string) => readFileSync(join(out, name), 'utf8');
  const files = { 'test.yml': written('test.yml'), 'rules.yml': written('rules.yml') };
  expect(await promtool(programs.promtool, ['test', 'rules', 'test.yml'], files)).toMatchObject({ ok: true });
  const labels = expect.stringContaining('ALERTS{alertname="ArksGatewayDown",alertstate="firing"');
  const expected = [{ exp_samples: expect.arrayContaining([{ labels, value: 1 }]), eval_time: '9m' }];
  expect(parse(files['test.yml'])).toMatchObject({ tests: [{ promql_expr_test: expected }] });
});

test('writes the past of a Prometheus, whose last scrape is when it was asked to be', async () => {
  const out = join(temporaryFolder(), 'past');
  const found = await run('--minutes', '7', '--to', 'tsdb', '--out', out, '--until', UNTIL);
  expect(found).toMatchObject({ exitCode: 0, said: expect.stringContaining('2026-01-20T09:23:00.000Z'), left: [] });
  const config: unknown = parse(readFileSync(join(out, 'prometheus.yml'), 'utf8'));
  const rules: unknown = parse(readFileSync(join(out, 'rules.yml'), 'utf8'));
  const files = { 'rules.yml': rules };
  const dataFolder = join(out, 'data');
  const prometheus = await startPrometheusOn({ program: programs.prometheus, config, files, dataFolder });
  onTestFinished(prometheus.stop);
  const chat = 'up{pod="chat-0-inference-0"}';
  const values = async (expression: string) => (await prometheus.query(expression)).map(({ value }) => value);
  expect(await values(`timestamp(${chat} @ ${UNTIL_SECONDS})`)).toEqual([UNTIL_SECONDS]);
  expect(await values(`count_over_time(${chat}[1h] @ ${UNTIL_SECONDS + 600})`)).toEqual([8]);
});

test('what cannot be served leaves no server behind that would keep it running', async () => {
  vi.stubEnv('TMPDIR', join(temporaryFolder(), 'not-there'));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const servers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'TCPServerWrap').length;
  const before = servers();
  const { signal } = new AbortController();
  const failed = serveScenario({ scenario: standard, speed: 1, prometheus: undefined, stop: signal });
  await expect(failed).rejects.toThrow('ENOENT');
  expect(servers()).toBe(before);
});

test('says everything that is wrong at once, and writes nothing', async () => {
  const out = join(temporaryFolder(), 'past');
  const found = await run('--scenario', 'standrd', '--speed', '0', '--to', 'tsdb', '--out', out);
  expect(found).toMatchObject({ exitCode: 1, said: '', left: [] });
  expect(found.complained.split('\n')).toEqual([
    '--scenario must be a known name, got "standrd"; did you mean standard?',
    '--speed is for serving, so it must not stand beside --to tsdb',
    '--speed must be a number from 0.01 to 600, got "0"',
  ]);
  expect(existsSync(out)).toBe(false);
});
