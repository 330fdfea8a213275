import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { main } from '../../src/cli/main.js';
import { COMPILED } from './compiled.js';

export const PROJECT = resolve(import.meta.dirname, '../..');
const CDK8S = join(PROJECT, 'node_modules/.bin/cdk8s');

/** All objects of the quickstart with their dashboards are two megabytes. */
const MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

/** What a finished program said. */
interface Outcome {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `synth` in a folder that holds `environments/`, as a process of its own with these variables. */
export function runSynth(folder: string, variables: Readonly<Record<string, string>> = {}): Outcome {
  return run(process.execPath, [join(COMPILED, 'src/main.js'), 'synth'], folder, variables);
}

/** Runs the same with options, within this process. */
export function runSynthWith(folder: string, ...words: readonly string[]): Promise<Outcome> {
  return runCli(folder, 'synth', ...words);
}

/** Runs the review in a folder, within this process. */
export function runReview(folder: string, ...words: readonly string[]): Promise<Outcome> {
  return runCli(folder, 'review', ...words);
}

/**
 * Runs the program in a folder, within this process: most of the time of a process of its own is the loading of the program. No
 * variable of the environment asks for anything.
 */
export async function runCli(folder: string, ...words: readonly string[]): Promise<Outcome> {
  const { exitCode } = process;
  const [cwd, outdir] = [process.cwd(), process.env['CDK8S_OUTDIR']];
  const [log, error] = [console.log, console.error];
  const said = { stdout: '', stderr: '' };
  try {
    process.chdir(folder);
    delete process.env['CDK8S_OUTDIR'];
    console.log = (text) => {
      said.stdout += `${text}\n`;
    };
    console.error = (text) => {
      said.stderr += `${text}\n`;
    };
    await main(words);
    return { ...said, exitCode: Number(process.exitCode) };
  } finally {
    [console.log, console.error] = [log, error];
    Object.assign(process, { exitCode });
    if (outdir !== undefined) process.env['CDK8S_OUTDIR'] = outdir;
    process.chdir(cwd);
  }
}

/** Runs the comparison with what Kustomize printed in a folder, on this input. */
export function runKustomized(folder: string, words: readonly string[], input = ''): Outcome {
  return run(process.execPath, [join(COMPILED, 'tools/kustomized/run.js'), ...words], folder, {}, input);
}

/** Runs `cdk8s synth` in a folder that holds `environments/` and cdk8s.yaml; the program and its packages are linked in. */
export function runCdk8sSynth(folder: string, ...options: readonly string[]): Outcome {
  for (const linked of ['node_modules', 'tools']) symlinkSync(join(PROJECT, linked), join(folder, linked));
  return run(CDK8S, ['synth', '--check-upgrade=false', ...options], folder, {});
}

function run(
  program: string,
  args: readonly string[],
  folder: string,
  variables: Readonly<Record<string, string>>,
  input = '',
): Outcome {
  const { CDK8S_OUTDIR: _, ...inherited } = process.env;
  const { status, signal, stdout, stderr, error } = spawnSync(program, args, {
    cwd: folder,
    env: { ...inherited, ...variables },
    encoding: 'utf8',
    input,
    maxBuffer: MOST_OUTPUT_BYTES,
  });
  if (error !== undefined) throw error;
  if (signal !== null) throw new Error(`${program} was ended before it had answered: ${signal}`);
  return { exitCode: status ?? Number.NaN, stdout, stderr };
}
