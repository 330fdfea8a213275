import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { stringify } from 'yaml';
import { isOver, started } from '../programs/ended.js';
import { property, type RangeSeries, rangeSeries, type Sample, samples } from './answers.js';

/** A busy machine is no reason to give up: this only ends what hangs. */
const LEAST_PATIENCE_SECONDS = 120;
const STOP_SECONDS = 5;
/** A query over a large fleet takes a while where other programs want the processor, too. */
const ANSWER_SECONDS = 120;
const LOG_TAIL_LINES = 25;
/** Nothing that a test plays is too old. */
const RETENTION = '10y';

/** The steps of a range query, in seconds. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** A running Prometheus of our own, on a port that the system gave, with all its files in a temporary folder. */
export interface PrometheusServer {
  /** Of its pages and its API, as a URL. */
  readonly address: string;
  readonly query: (expression: string) => Promise<readonly Sample[]>;
  readonly queryRange: (expression: string, range: Range) => Promise<readonly RangeSeries[]>;
  /** Any GET of the HTTP API below /api/v1, its `data`. */
  readonly api: (path: string) => Promise<unknown>;
  /** Seconds of processor time that it has used since it started. */
  readonly cpuSeconds: () => Promise<number>;
  /** Waits until the check holds; throws with its last reason and the tail of the log after that many seconds, or two minutes. */
  readonly until: (what: string, seconds: number, check: () => Promise<boolean>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What a Prometheus is started with. */
export interface PrometheusProps {
  readonly program: string;
  readonly config: unknown;
  /** Written beside the configuration as JSON, for what it refers to by name. */
  readonly files?: Readonly<Record<string, unknown>>;
  /** Blocks that are there already; the folder stays when Prometheus stops. A folder of its own unless said. */
  readonly dataFolder?: string;
  /** How long samples are kept; ten years unless said. */
  readonly retention?: string;
}

/** Starts Prometheus with this configuration and an empty storage, and waits until it is ready. */
export function startPrometheus(
  program: string,
  config: unknown,
  files: Readonly<Record<string, unknown>> = {},
): Promise<PrometheusServer> {
  return startPrometheusOn({ program, config, files });
}

/**
 * Starts Prometheus with this configuration and waits until it is ready.
 * Throws, naming the step and with the tail of its log, when it does not start. `stop` leaves no process and no file.
 */
export async function startPrometheusOn({
  program,
  config,
  files = {},
  dataFolder,
  retention = RETENTION,
}: PrometheusProps): Promise<PrometheusServer> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-prometheus-'));
  const configFile = join(folder, 'prometheus.yml');
  writeFileSync(configFile, stringify(config, { aliasDuplicateObjects: false }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
  const child = spawn(
    program,
    [
      `--config.file=${configFile}`,
      `--storage.tsdb.path=${dataFolder ?? join(folder, 'data')}`,
      `--storage.tsdb.retention.time=${retention}`,
      '--web.listen-address=127.0.0.1:0',
      '--log.level=info',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await started(program, child).catch((error: unknown) => {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  });
  const failure = (what: string) => new Error(`prometheus: ${what}; its log ends with\n${tail(log)}`);

  const stop = async () => {
    await terminate(child, exited);
    rmSync(folder, { recursive: true, force: true });
  };

  const until: PrometheusServer['until'] = async (what, seconds, check) => {
    const patience = Math.max(seconds, LEAST_PATIENCE_SECONDS);
    const deadline = Date.now() + patience * 1000;
    while (!(await check())) {
      if (isOver(child)) throw failure(`ended with ${child.exitCode ?? child.signalCode} while ${what}`);
      if (Date.now() > deadline) throw failure(`gave up after ${patience} s ${what}`);
      await sleep(100);
    }
  };

  const address = () => /"?Listening on"?.*address=(\S+)/.exec(log)?.[1];
  const get = async (path: string) =>
    fetch(`http://${address()}${path}`, { signal: AbortSignal.timeout(ANSWER_SECONDS * 1000) });
  try {
    await until('waiting for it to listen', LEAST_PATIENCE_SECONDS, async () => address() !== undefined);
    await until('waiting for it to be ready', LEAST_PATIENCE_SECONDS, async () => (await get('/-/ready')).ok);
  } catch (error) {
    await stop();
    throw error;
  }

  const api: PrometheusServer['api'] = async (path) => {
    const response = await get(`/api/v1${path}`);
    const body: unknown = await response.json();
    const data = property(body, 'data');
    if (!response.ok || data === undefined)
      throw failure(`answered ${response.status} to ${path}: ${JSON.stringify(body)}`);
    return data;
  };
  const cpuSeconds: PrometheusServer['cpuSeconds'] = async () => {
    const found = /^process_cpu_seconds_total (\S+)$/m.exec(await (await get('/metrics')).text());
    if (found === null) throw failure('shows no process_cpu_seconds_total');
    return Number(found[1]);
  };
  return {
    address: `http://${address()}`,
    api,
    cpuSeconds,
    until,
    stop,
    queryRange: async (expression, { start, end, step }) =>
      rangeSeries(
        await api(`/query_range?query=${encodeURIComponent(expression)}&start=${start}&end=${end}&step=${step}`),
      ),
    query: async (expression) => samples(await api(`/query?query=${encodeURIComponent(expression)}`)),
  };
}

async function terminate(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (isOver(child)) return;
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
  await exited;
  clearTimeout(killer);
}

function tail(log: string): string {
  return log.trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n');
}
