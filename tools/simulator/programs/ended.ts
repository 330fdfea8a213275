import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/**
 * The exit code that a program chose, of what execFile, execFileSync or spawnSync reports as failed. There is none where it could not
 * be started, was ended by a signal, or said more than was read: then it has answered nothing, neither yes nor no.
 */
export function exitCodeOf(error: unknown): number | undefined {
  // `code` of what was waited for by a promise, `status` of the others.
  const codes = ['code', 'status'].map((name): unknown => Reflect.get(Object(error), name));
  return codes.find((code) => typeof code === 'number');
}

/** What there is to say of a program that gave no exit code: that it could not be started, or what ended it. */
export function unanswered(program: string, error: unknown): Error {
  const signal: unknown = Reflect.get(Object(error), 'signal');
  const message = error instanceof Error ? error.message : String(error);
  const isStarted = typeof signal === 'string' || /maxBuffer|ETIMEDOUT/.test(message);
  if (!isStarted) return new Error(`${program} could not be started: ${message}`);
  return new Error(`${program} was ended before it had answered: ${typeof signal === 'string' ? signal : message}`);
}

/** Waits until a program that was spawned runs. Throws with what could not be started, and why. */
export async function started(program: string, child: ChildProcess): Promise<void> {
  await once(child, 'spawn').catch((error: unknown) => {
    throw unanswered(program, error);
  });
}

/** Whether it has ended, by itself or by a signal. */
export function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
