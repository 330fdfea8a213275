import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, join } from 'node:path';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse, stringify } from 'yaml';
import { createApp } from '../../src/app/app.js';
import { askKubernetes } from '../../src/doctor/kubernetes/asked.js';
import { provideAlertmanager } from '../../tools/alertmanager/provide.js';
import { startAlertmanager } from '../../tools/alertmanager/server.js';
import { type Cluster, healthyCluster, kubectlOf, SETTINGS } from '../doctor/clusters.js';
import { runCli } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { expositionText } from '../support/exposition.js';
import { asObject } from '../support/kubernetes-objects.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ALERTS = {
  delivery: 'configMap',
  receivers: [
    { name: 'on-call', webhook: { url: { name: 'keys', key: 'pager' } } },
    { name: 'platform', webhook: { url: { name: 'keys', key: 'platform' } } },
  ],
  routes: { critical: 'on-call', warning: 'platform' },
};
const settings = { ...SETTINGS, alertmanager: ALERTS };
const environment = environmentOf(settings);
const FIRST = 0;

/** What a run of the doctor found, and how it ended. */
async function doctor(folder: string, ...words: readonly string[]) {
  const { stdout, stderr, exitCode } = await runCli(
    folder,
    'doctor',
    ...words,
    '--environment',
    'eu-1',
    '--format',
    'json',
  );
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout);
  return { exitCode, checks: findings.map(({ check }: { readonly check: string }) => check) };
}

const inFolder = () => temporaryFolder({ 'environments/eu-1.yaml': stringify(settings) });

describe('a real Alertmanager', () => {
  let program: string;
  const text = fileOf();

  beforeAll(async () => {
    program = await provideAlertmanager();
  });

  const without = (key: string) => Object.fromEntries(Object.entries(parse(text)).filter(([name]) => name !== key));

  test.each([
    ['with what the environment writes', parse(text), undefined],
    ['without its inhibitions', without('inhibit_rules'), 'alertmanager-inhibitions'],
    [
      'with a route that tells nobody',
      { receivers: [{ name: 'nobody' }], route: { receiver: 'nobody' } },
      'alertmanager-routes',
    ],
    [
      'with the default receiver alone',
      { receivers: [{ name: 'all', webhook_configs: [{ url: 'http://127.0.0.1:9' }] }], route: { receiver: 'all' } },
      'alertmanager-routes',
    ],
  ])('%s', async (_, config, check) => {
    const server = await startAlertmanager(program, config);
    try {
      const { exitCode, checks } = await doctor(inFolder(), '--alertmanager', server.address);
      expect({ exitCode, first: checks[FIRST] }).toEqual({ exitCode: check === undefined ? 0 : 1, first: check });
    } finally {
      await server.stop();
    }
  });
});

describe('a kubectl that answers as one does', () => {
  const SCRIPT = `#!/usr/bin/env node
const { readFileSync, appendFileSync } = require('node:fs');
const words = process.argv.slice(2);
appendFileSync(__filename + '.asked', words.join(' ') + '\\n');
const answers = JSON.parse(readFileSync(__filename + '.json', 'utf8'));
if (words[1] === 'auth') { console.log(answers.mayRead ? 'yes' : 'no'); process.exit(answers.mayRead ? 0 : 1); }
const items = answers.got[words.slice(2, -1).join(' ')];
if (items === undefined) { console.error('error: the server does not have it'); process.exit(1); }
console.log(JSON.stringify({ items }));
`;

  /** Puts a program in front of all others that answers every question of the doctor from a cluster. */
  function putKubectl(folder: string, cluster: Cluster, mayRead: boolean): string {
    const got: Record<string, unknown> = {};
    const answer = kubectlOf(cluster);
    askKubernetes({
      context: 'blue',
      environment,
      isOfEnvironment: true,
      canI: () => true,
      kubectl: (...words) => {
        const items = answer(...words);
        got[words.join(' ')] = items;
        return items;
      },
    });
    mkdirSync(join(folder, 'bin'));
    const program = join(folder, 'bin/kubectl');
    writeFileSync(program, SCRIPT);
    writeFileSync(`${program}.json`, JSON.stringify({ got, mayRead }));
    chmodSync(program, 0o755);
    vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`);
    return program;
  }

  test.each([
    ['where all is well', (all: Cluster) => all, true, undefined],
    ['where Prometheus may not read', (all: Cluster) => all, false, 'kubernetes-access'],
    [
      'where nothing was applied',
      (all: Cluster) => ({
        ...all,
        'servicemonitors.monitoring.coreos.com': [],
        'podmonitors.monitoring.coreos.com': [],
        'prometheusrules.monitoring.coreos.com': [],
      }),
      true,
      'kubernetes-objects-missing',
    ],
    [
      'where there is no Prometheus',
      (all: Cluster) => ({ ...all, 'prometheuses.monitoring.coreos.com': [] }),
      true,
      'kubernetes-selection',
    ],
  ])('%s', async (_, change, mayRead, check) => {
    const folder = inFolder();
    const program = putKubectl(folder, change(healthyCluster(environment)), mayRead);
    try {
      const { exitCode, checks } = await doctor(folder, '--kube-context', 'blue');
      expect({ exitCode, first: checks[FIRST] }).toEqual({ exitCode: check === undefined ? 0 : 1, first: check });
      const asked = readFileSync(`${program}.asked`, 'utf8').trim().split('\n');
      for (const question of asked) expect(question).toMatch(/^--context=blue (get|auth can-i) /);
    } finally {
      vi.unstubAllEnvs();
    }
  });
});

describe('a page by its address', () => {
  const servers: ReturnType<typeof createServer>[] = [];

  afterAll(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function served(status: number, contentType: string, page: string): Promise<string> {
    const server = createServer((_, response) => response.writeHead(status, { 'content-type': contentType }).end(page));
    servers.push(server);
    const port = await freePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return `http://someone:secret@127.0.0.1:${port}/metrics`;
  }

  test.each([
    ['of a healthy engine', 200, 'text/plain; version=0.0.4', expositionText('vllm-0.32-traffic.txt'), undefined],
    ['of a login', 200, 'text/html', '<html></html>', 'page-content-type'],
    ['that leads elsewhere', 302, 'text/plain', '', 'page-status'],
  ])('%s', async (_, status, contentType, page, check) => {
    const address = await served(status, contentType, page);
    const { stdout, exitCode } = await runCli(temporaryFolder(), 'doctor', 'metrics', address, '--format', 'json');
    expect(stdout).not.toContain('secret');
    expect({ exitCode, first: JSON.parse(stdout).findings[FIRST]?.check }).toEqual({
      exitCode: check === undefined ? 0 : 1,
      first: check,
    });
  });

  test('where nobody answers it cannot be done', async () => {
    const address = `http://someone:secret@127.0.0.1:${await freePort()}/metrics`;
    const { stderr, exitCode } = await runCli(temporaryFolder(), 'doctor', 'metrics', address);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('no page from http://***@127.0.0.1');
  });
});

/** The configuration that the environment writes. Its secrets are files, which Alertmanager reads when it tells somebody. */
function fileOf(): string {
  const objects = createApp([environment], '.').charts.flatMap((chart) => chart.toJson().map(asObject));
  const found = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'arks-alerts');
  const data: unknown = found?.['data'];
  return String(Reflect.get(Object(data), 'alertmanager.yaml'));
}
