import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOver, started } from '@arks-monitoring/simulator/programs/ended.js';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { property, type RangeSeries, rangeSeries } from '@arks-monitoring/simulator/prometheus/answers.js';
import type { Range } from '@arks-monitoring/simulator/prometheus/server.js';

const READY_SECONDS = 120;
const MILLISECONDS = 1_000;

/** A running single-node VictoriaMetrics of our own, with all its files in a temporary folder. */
export interface VictoriaMetricsServer {
  /** Stores these series; they are found as soon as this is over. */
  readonly store: (series: readonly RangeSeries[]) => Promise<void>;
  readonly queryRange: (expression: string, range: Range) => Promise<readonly RangeSeries[]>;
  /** Leaves no process and no file. */
  readonly stop: () => Promise<void>;
}

/** Starts VictoriaMetrics with an empty storage, and waits until it is ready. Throws with its log where it does not start. */
export async function startVictoriaMetrics(program: string): Promise<VictoriaMetricsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-victoria-metrics-'));
  const address = `127.0.0.1:${await freePort()}`;
  const flags = {
    storageDataPath: join(folder, 'data'),
    httpListenAddr: address,
    // Nothing that a test plays is too old, and all of it is there when it is asked.
    retentionPeriod: '100y',
    'search.latencyOffset': '0s',
  };
  const args = Object.entries(flags).map(([name, value]) => `-${name}=${value}`);
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await started(program, child).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const stop = async () => {
    if (!isOver(child)) child.kill('SIGTERM');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  const ask = async (path: string, options: { readonly method?: string; readonly body?: string } = {}) => {
    const response = await fetch(`http://${address}${path}`, options);
    const text = await response.text();
    if (!response.ok) throw new Error(`victoria-metrics answered ${response.status} to ${path}: ${text}`);
    return text;
  };
  const deadline = Date.now() + READY_SECONDS * MILLISECONDS;
  while (!(await ask('/health').catch(() => ''))) {
    if (!isOver(child) && Date.now() < deadline) {
      await sleep(50);
      continue;
    }
    const how = isOver(child) ? `ended with ${child.exitCode ?? child.signalCode}` : 'did not start';
    await stop();
    throw new Error(`victoria-metrics ${how}; its log is\n${log}`);
  }
  return {
    stop,
    store: async (series) => {
      await ask('/api/v1/import', { method: 'POST', body: series.map(line).join('\n') });
      await ask('/internal/force_flush');
    },
    queryRange: async (expression, { start, end, step }) => {
      const parameters = `query=${encodeURIComponent(expression)}&start=${start}&end=${end}&step=${step}&nocache=1`;
      const answer: unknown = JSON.parse(await ask(`/api/v1/query_range?${parameters}`));
      return rangeSeries(property(answer, 'data'));
    },
  };
}

function line({ metric, values }: RangeSeries): string {
  const timestamps = values.map(([time]) => Math.round(time * MILLISECONDS));
  return JSON.stringify({ metric, values: values.map(([, value]) => value), timestamps });
}
