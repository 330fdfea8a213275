import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { type Running, startProgram } from '../running.js';
import { vllmProgram } from './install.js';
import { writeModel } from './model.js';

/** The longest context, and so the end of vLLM's 1-2-5 grids of tokens. */
export const MODEL_LENGTH = 512;
/** Two busy cores take about a minute for one process and its engine, more for several. */
const READY_SECONDS = 900;
/** Four requests at a time, in a KV cache that one and a half requests of full length fill: small enough to be overloaded. */
const SIZE = ['--max-num-seqs', '4', '--block-size', '32', '--num-gpu-blocks-override', '24'];

/** How a server is started beside what all have in common. */
export interface VllmServerProps {
  /** What clients ask for, and `model_name` in its metrics. */
  readonly model: string;
  readonly options?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** A vLLM that answers. */
export interface VllmServer {
  readonly model: string;
  readonly address: string;
  readonly program: Running;
  readonly stop: () => Promise<void>;
}

/** Starts vLLM on the processor, with random weights, on a port of its own. Nothing of it is left once it is stopped. */
export async function startVllm({ model, options = [], env = {} }: VllmServerProps): Promise<VllmServer> {
  const venv = await vllmProgram();
  const folder = mkdtempSync(join(tmpdir(), 'vllm-'));
  writeModel(join(folder, 'model'));
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const program = await startProgram({
    name: `vLLM ${model}`,
    program: join(venv, 'bin/python'),
    args: [
      ...['-m', 'vllm.entrypoints.cli.main', 'serve', join(folder, 'model')],
      ...['--host', '127.0.0.1', '--port', String(port), '--served-model-name', model],
      ...['--load-format', 'dummy', '--enforce-eager', '--dtype', 'bfloat16', '--max-model-len', String(MODEL_LENGTH)],
      ...SIZE,
      ...options,
    ],
    env: {
      HOME: folder,
      VLLM_CPU_KVCACHE_SPACE: '1',
      VLLM_NO_USAGE_STATS: '1',
      VLLM_CPU_OMP_THREADS_BIND: 'nobind',
      HF_HUB_OFFLINE: '1',
      OMP_NUM_THREADS: '1',
      ...env,
    },
    ready: async () => (await fetch(`http://${address}/health`)).ok,
    readySeconds: READY_SECONDS,
  });
  const stop = async () => {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { model, address, program, stop };
}
