import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { codeOf } from './errors.js';

/** Which process a run is. A number alone would not do: systems give it to another process later on. */
export interface RunName {
  readonly pid: number;
  /** When the process started, in ticks since the system did; empty where the system does not say. */
  readonly started: string;
  /** Where its number means that process: one start of one machine, one container of it. */
  readonly place: string;
}

/**
 * So long after a run of another place was last seen at work it counts as dead, since nobody here can ask. At work it is seen
 * at each environment, and one of 5,000 tenants takes ten seconds.
 */
const MOST_SILENT_MILLISECONDS = 5 * 60 * 1_000;
const PLACE_LETTERS = 8;
const NAME = /^run-(?<pid>\d+)-(?<started>\d*)-(?<place>[0-9a-f]+)-[0-9a-f-]+$/;

/** A name for a folder of this process that no other has and by which others know whose it is. */
export function newRunName(): string {
  const { pid, started, place } = thisRun();
  return `run-${pid}-${started}-${place}-${randomUUID()}`;
}

/** What newRunName() wrote; nothing where it is no name of a run. */
export function readRunName(name: string): RunName | undefined {
  const { pid, started, place } = NAME.exec(name)?.groups ?? {};
  if (pid === undefined || started === undefined || place === undefined) return undefined;
  return { pid: Number(pid), started, place };
}

/** Whether a process of this place can be asked whether it lives. */
export function isHere({ place }: RunName): boolean {
  return place === thisRun().place;
}

/** Whether a run has ended without a word, of another place judged by how long it has been silent. */
export function isDead(run: RunName, silentMilliseconds: number): boolean {
  if (!isHere(run)) return silentMilliseconds > MOST_SILENT_MILLISECONDS;
  const { state, started } = processOf(run.pid);
  if (state === 'none' || state === 'Z' || state === 'X') return true;
  return started !== '' && run.started !== '' && started !== run.started;
}

function thisRun(): RunName {
  const boot = textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const container = textOf(() => readlinkSync('/proc/self/ns/pid'));
  const place = createHash('sha256').update(`${boot} ${container} ${hostname()}`).digest('hex');
  return { pid: process.pid, started: processOf(process.pid).started, place: place.slice(0, PLACE_LETTERS) };
}

/** `none`, a letter as proc(5) has it, or nothing where the system only says that it is there. */
function processOf(pid: number): { readonly state: string; readonly started: string } {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return { state: 'none', started: '' };
  }
  // Its command comes before, in brackets, and may hold anything.
  const fields = textOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
    .replace(/^.*\) /s, '')
    .split(' ');
  return { state: fields[0] ?? '', started: fields[19] ?? '' };
}

/** Empty where the system has no such file. */
function textOf(read: () => string): string {
  try {
    return read().trim();
  } catch {
    return '';
  }
}
