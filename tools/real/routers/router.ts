import { freePort } from '../../programs/free-port.js';
import { type Running, startProgram } from '../running.js';
import type { MockWorker } from './mock-worker.js';
import { pythonOf, type RouterVersion } from './versions.js';

/** Workers of a router: all alike, or in two roles. */
export type Workers =
  | { readonly regular: readonly MockWorker[] }
  | { readonly prefill: readonly MockWorker[]; readonly decode: readonly MockWorker[] };

/** A router that runs. */
export interface RealRouter extends Running {
  /** Where clients ask. */
  readonly port: number;
  readonly metricsPort: number;
  /** What it shows. */
  readonly page: () => Promise<string>;
}

/** Port of a prefill worker for the handover, which mock workers never open. */
const BOOTSTRAP_PORT = '9000';

/** Starts a router before these workers, and waits until it takes requests. */
export async function startRouter(version: RouterVersion, workers: Workers): Promise<RealRouter> {
  const [python, port, metricsPort] = [await pythonOf(version), await freePort(), await freePort()];
  const running = await startProgram({
    name: `${version.package} ${version.version}`,
    program: python,
    args: [
      ...version.start,
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...['--prometheus-host', '127.0.0.1', '--prometheus-port', String(metricsPort)],
      ...['--worker-startup-check-interval', '1', '--policy', 'round_robin'],
      ...version.options,
      ...workerOptions(workers),
    ],
    ready: async () => (await fetch(`http://127.0.0.1:${port}/readiness`)).ok,
  });
  const page = async () => (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return { ...running, port, metricsPort, page };
}

function workerOptions(workers: Workers): readonly string[] {
  if ('regular' in workers) return ['--worker-urls', ...workers.regular.map(({ url }) => url)];
  return [
    '--pd-disaggregation',
    ...workers.prefill.flatMap(({ url }) => ['--prefill', url, BOOTSTRAP_PORT]),
    ...workers.decode.flatMap(({ url }) => ['--decode', url]),
  ];
}
