import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { codeOf } from '../../src/output/errors.js';
import { PROJECT, runSynthWith } from './commands.js';
import { COMPILED } from './compiled.js';
import { contentsOf, temporaryFolder } from './temporary-folder.js';

/** How people start it: each is a tree of processes of its own. */
export const COMMANDS = {
  'npm run synth': ['npm', 'run', '--silent', 'synth'],
  'cdk8s synth': [join(PROJECT, 'node_modules/.bin/cdk8s'), 'synth', '--check-upgrade=false'],
  'node main.js': [process.execPath, join(COMPILED, 'src/main.js'), 'synth'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;
export type Command = keyof typeof COMMANDS;

/** Files of `dist/` by their paths in it. */
export type Dist = Readonly<Record<string, string>>;

/** What the user has: one environment, whose name in every file tells one `dist/` from another. */
export const environmentNamed = (name: string) => ({ 'environments/eu-1.yaml': `cluster: { name: ${name} }\n` });

/** What synth makes of it, by a run of its own that nothing disturbs. */
export async function distOf(name: string): Promise<Dist> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-whole-'));
  try {
    mkdirSync(join(folder, 'environments'));
    for (const [path, text] of Object.entries(environmentNamed(name))) writeFileSync(join(folder, path), text);
    await settled(folder);
    return contentsOf(join(folder, 'dist'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A checkout as each of the commands finds one, with the program and its packages linked in, and that `dist/`. */
export function project(name: string, dist: Dist): string {
  const old = Object.fromEntries(Object.entries(dist).map(([path, text]) => [`dist/${path}`, text]));
  const settings = Object.fromEntries(
    ['package.json', 'cdk8s.yaml', 'tsconfig.json'].map((file) => [file, readFileSync(join(PROJECT, file), 'utf8')]),
  );
  const folder = temporaryFolder({ ...settings, ...environmentNamed(name), ...old });
  for (const linked of ['node_modules', 'tools']) symlinkSync(join(PROJECT, linked), join(folder, linked));
  return folder;
}

/** What stands beside the files of the checkout; `.synth` is the output folder of cdk8s-cli, which it deletes by itself. */
export function besides(folder: string): readonly string[] {
  const own = ['package.json', 'cdk8s.yaml', 'tsconfig.json', 'environments', 'node_modules', 'tools', '.synth'];
  return readdirSync(folder)
    .filter((name) => !own.includes(name))
    .sort();
}

/** Starts a command in a checkout, as the head of a group of processes. */
export function startSynth(folder: string, command: Command, user?: number): ChildProcess {
  const [program, ...words] = COMMANDS[command];
  const { CDK8S_OUTDIR: _, ...env } = process.env;
  return spawn(program, words, {
    cwd: folder,
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(user === undefined ? {} : { uid: user }),
  });
}

/** How it ended, and what it complained about. */
export async function endOf(child: ChildProcess): Promise<{ readonly by: string; readonly stderr: string }> {
  let stderr = '';
  child.stderr?.on('data', (data) => {
    stderr += data;
  });
  const [code, signal] = await once(child, 'close');
  return { by: String(signal ?? code), stderr };
}

/** Kills the process and all that it has started, at once, and waits until none of them is left; whether it was still at work. */
export async function killed(child: ChildProcess): Promise<boolean> {
  const atWork = child.exitCode === null && signalled(child, 'SIGKILL');
  while (signalled(child, 0)) await setTimeout(1);
  return atWork;
}

/** Ends where the file that synth writes last is there, or the command has ended. */
export async function aboutToSwap(folder: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null && !isMade(folder)) await setTimeout(1);
}

/** A run that nothing disturbs, within this process. Throws with what it complained about. */
export async function settled(folder: string): Promise<string> {
  const { exitCode, stderr } = await runSynthWith(folder);
  if (exitCode !== 0) throw new Error(`synth ended with ${exitCode}: ${stderr}`);
  return stderr;
}

function isMade(folder: string): boolean {
  const runs = join(folder, 'dist.tmp');
  return (
    existsSync(runs) && readdirSync(runs).some((run) => existsSync(join(runs, run, 'new/eu-1/kustomization.yaml')))
  );
}

function signalled({ pid }: ChildProcess, signal: 'SIGKILL' | 0): boolean {
  if (pid === undefined) throw new Error('the command could not be started');
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
    throw error;
  }
}
