import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOver, started } from '@arks-monitoring/simulator/programs/ended.js';

const STOP_SECONDS = 10;
const LOG_TAIL_LINES = 25;
const PAUSE_MILLISECONDS = 100;

/** How a program of the bench is started. */
export interface RunningProps {
  /** What it is called in errors. */
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether it can be used; asked again until it can. */
  readonly ready: () => Promise<boolean>;
  readonly readySeconds?: number;
}

/** A program that runs. */
export interface Running {
  readonly pid: number;
  /** All that it has printed so far. */
  readonly log: () => string;
  /** Whether its process is there. */
  readonly alive: () => boolean;
  /** Ends it and all that it started; nothing of it is left when this is over. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a program as a process group of its own and waits until it is ready. Throws with the tail of its log where it ends
 * before that, or takes longer than `readySeconds`, 120 unless said; then nothing of it is left.
 */
export async function startProgram(props: RunningProps): Promise<Running> {
  const { name, program, args, cwd, env, ready, readySeconds = 120 } = props;
  const child = spawn(program, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  }
  const exited = once(child, 'exit').catch(() => {});
  await started(program, child);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${name} has no process`);
  const alive = () => !isOver(child);
  const atExit = () => signalGroup(pid, 'SIGKILL');
  process.once('exit', atExit);
  const stop = async () => {
    process.removeListener('exit', atExit);
    if (alive()) {
      signalGroup(pid, 'SIGTERM');
      await Promise.race([exited, sleep(STOP_SECONDS * 1_000, undefined, { ref: false })]);
    }
    signalGroup(pid, 'SIGKILL');
    if (alive()) await exited;
  };
  const failure = async (what: string) => {
    await stop();
    return new Error(
      `${name} ${what}; its log ends with\n${log.trimEnd().split('\n').slice(-LOG_TAIL_LINES).join('\n')}`,
    );
  };
  const deadline = Date.now() + readySeconds * 1_000;
  while (!(await ready().catch(() => false))) {
    if (!alive()) throw await failure(`ended with ${child.exitCode ?? child.signalCode} before it was ready`);
    if (Date.now() > deadline) throw await failure(`was not ready after ${readySeconds} s`);
    await sleep(PAUSE_MILLISECONDS);
  }
  return { pid, log: () => log, alive, stop };
}

/** Signals every process of a group; none being there is what was wanted. */
function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}
