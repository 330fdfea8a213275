import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOver, started } from '@arks-monitoring/simulator/programs/ended.js';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { stringify } from 'yaml';
import type { AlertLabels } from './silenced.js';

const READY_SECONDS = 120;

/** An alert that a receiver was told of. */
export interface Notified {
  /** Path of the address that was asked. */
  readonly receiver: string;
  readonly labels: AlertLabels;
}

/** Where receivers post to: on 127.0.0.1, on a port that the system gave. */
export interface Receivers {
  readonly address: string;
  readonly notified: readonly Notified[];
  /** Notifications that came, each with one alert or more. */
  readonly notifications: () => number;
  readonly stop: () => void;
}

/** Starts a server that remembers what is posted to it by Alertmanager's webhooks. */
export async function startReceivers(): Promise<Receivers> {
  const notified: Notified[] = [];
  let notifications = 0;
  const server = createServer(async (request, response) => {
    const alerts = property(JSON.parse(await text(request)), 'alerts');
    notifications += 1;
    for (const alert of Array.isArray(alerts) ? alerts : []) {
      const labels = Object.entries(Object(property(alert, 'labels'))).map(([name, value]) => [name, String(value)]);
      notified.push({ receiver: (request.url ?? '').slice(1), labels: Object.fromEntries(labels) });
    }
    response.end();
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${port}`,
    notified,
    notifications: () => notifications,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A running Alertmanager of our own. */
export interface AlertmanagerServer {
  readonly address: string;
  readonly fire: (alerts: readonly AlertLabels[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts Alertmanager with this configuration, on 127.0.0.1 and without a cluster. Throws with its log where it is not ready in time. */
export async function startAlertmanager(program: string, config: unknown): Promise<AlertmanagerServer> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-alertmanager-'));
  const file = join(folder, 'alertmanager.yml');
  writeFileSync(file, typeof config === 'string' ? config : stringify(config));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(
    program,
    [
      `--config.file=${file}`,
      `--storage.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (more: string) => {
    log += more;
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await started(program, child).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + READY_SECONDS * 1_000;
  const isReady = () =>
    fetch(`${address}/-/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (isOver(child) || Date.now() > deadline) {
      const how = isOver(child) ? `ended with ${child.exitCode ?? child.signalCode}` : 'is not ready';
      await stop();
      throw new Error(`alertmanager ${how}; its log is\n${log}`);
    }
    await sleep(100);
  }
  const fire = async (alerts: readonly AlertLabels[]) => {
    const body = JSON.stringify(alerts.map((labels) => ({ labels })));
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${address}/api/v2/alerts`, { method: 'POST', body, headers });
    if (!answer.ok) throw new Error(`alertmanager refused alerts with ${answer.status}: ${await answer.text()}`);
  };
  return { address, fire, stop };
}
