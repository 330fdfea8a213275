import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { writeTinyModel } from '../model/tiny-model.js';
import { pythonProgram } from '../python-program.js';
import { type Running, startProgram } from '../running.js';

export const DYNAMO = { version: '1.6.1', model: 'org/tiny-llama', atATime: 2 } as const;
/** Without `aisimulate`, which it asks for in a version that has only pre-releases, and which a mocker does without. */
const ITSELF = [`ai-dynamo==${DYNAMO.version}`, `ai-dynamo-runtime==${DYNAMO.version}`];
const WHAT_IT_IMPORTS = [
  'aiohttp==3.14.5',
  'kubernetes==32.0.1',
  'msgspec==0.22.0',
  'prometheus-client==0.26.0',
  'pydantic==2.13.5',
  'pyzmq==27.3.0',
  'redis==8.1.0',
  'tokenizers==0.23.3',
  'transformers==5.24.0',
  'uvloop==0.23.0',
  'zstandard==0.25.0',
];
const SECONDS_TO_START = 180;

/** A frontend of Dynamo, and workers that come and go. */
export interface DynamoFrontend {
  /** Where it answers, requests and scrapes alike. */
  readonly address: string;
  /** Starts a worker that computes nothing and answers as fast as an engine would; it is ready when its model is. */
  readonly startWorker: () => Promise<Running>;
  readonly stop: () => Promise<void>;
}

/** Starts Dynamo's frontend without a worker, everything that it writes down in a temporary folder. */
export async function startDynamo(): Promise<DynamoFrontend> {
  const python = join(await installed(), 'bin/python');
  const folder = mkdtempSync(join(tmpdir(), 'arks-dynamo-'));
  const model = join(folder, 'model');
  writeTinyModel(model);
  const address = `127.0.0.1:${await freePort()}`;
  const env = {
    DYN_FILE_KV: join(folder, 'discovery'),
    DYN_DISCOVERY_BACKEND: 'file',
    DYN_REQUEST_PLANE: 'tcp',
    DYN_EVENT_PLANE: 'zmq',
    DYN_TCP_RPC_HOST: '127.0.0.1',
    HF_HUB_OFFLINE: '1',
  };
  const answers = async (path: string) => (await fetch(`http://${address}${path}`)).text();
  const start = (name: string, module: string, args: readonly string[], ready: () => Promise<boolean>) =>
    startProgram({
      name,
      program: python,
      args: ['-m', module, ...args],
      cwd: folder,
      env,
      ready,
      readySeconds: SECONDS_TO_START,
    });
  const [host = '', port = ''] = address.split(':');
  const frontend = await start(
    'Dynamo frontend',
    'dynamo.frontend',
    ['--http-host', host, '--http-port', port],
    async () => (await answers('/metrics')).includes('dynamo_frontend_'),
  );
  const workers: Running[] = [];
  return {
    address,
    startWorker: async () => {
      const args = ['--model-path', model, '--model-name', DYNAMO.model, '--block-size', '16'];
      const worker = await start(
        'Dynamo mocker',
        'dynamo.mocker',
        [...args, '--num-gpu-blocks-override', '2048', '--max-num-seqs', String(DYNAMO.atATime)],
        async () => (await answers('/v1/models')).includes(DYNAMO.model),
      );
      workers.push(worker);
      return worker;
    },
    stop: async () => {
      await Promise.all([...workers, frontend].map((program) => program.stop()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function installed(): Promise<string> {
  const name = `ai-dynamo-${DYNAMO.version}`;
  return pythonProgram({ name, packages: WHAT_IT_IMPORTS, withoutDependencies: ITSELF });
}
