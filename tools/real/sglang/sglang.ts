import { join, resolve } from 'node:path';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { pythonProgram } from '../python-program.js';
import { type Running, startProgram } from '../running.js';
import type { SglangRequest } from './requests.js';

export const SGLANG = '0.5.23';
/** The newest client of Prometheus for Python, and the last but one before the one that escapes names. */
export const CLIENTS = ['0.26.0', '0.22.1'] as const;
export type ClientVersion = (typeof CLIENTS)[number];

/** What its metrics and the server around them import, and nothing of what its engine does. */
const BESIDE = [
  'msgspec==0.22.0',
  'starlette==1.10.0',
  'uvicorn==0.54.0',
  'anyio==4.16.0',
  'click==8.5.1',
  'h11==0.16.0',
  'idna==3.20',
  'typing_extensions==4.16.0',
];
const SERVER = resolve(import.meta.dirname, 'server.py');

/** SGLang's metrics behind a port of 127.0.0.1. */
export interface SglangServer {
  readonly address: string;
  /** Counts these requests, as if they ended now. */
  readonly serve: (requests: readonly SglangRequest[]) => Promise<void>;
  /** Its page, as a client sees it that accepts this. */
  readonly page: (accept: string) => Promise<string>;
  readonly stop: Running['stop'];
}

/**
 * Starts the metrics of an SGLang server with one release of Python's client. Throws where there is no Python with venv, or the
 * server does not get ready.
 */
export async function startSglang(client: ClientVersion): Promise<SglangServer> {
  const folder = await pythonProgram({
    name: `sglang-${SGLANG}-client-${client}`,
    // Its dependencies are an engine and GPUs.
    options: ['--no-deps'],
    packages: [`sglang==${SGLANG}`, `prometheus-client==${client}`, ...BESIDE],
  });
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const running = await startProgram({
    name: `SGLang ${SGLANG} with prometheus-client ${client}`,
    program: join(folder, 'bin/python'),
    args: ['-B', SERVER, '--port', String(port)],
    ready: async () => (await fetch(`http://${address}/health`)).ok,
  });
  return {
    address,
    stop: running.stop,
    page: async (accept) => (await fetch(`http://${address}/metrics`, { headers: { accept } })).text(),
    serve: async (requests) => {
      const response = await fetch(`http://${address}/requests`, { method: 'POST', body: JSON.stringify(requests) });
      if (!response.ok) throw new Error(`SGLang answered ${response.status}; its log ends with\n${running.log()}`);
    },
  };
}
