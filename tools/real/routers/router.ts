import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { z } from 'zod';
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
  /** What it shows. */
  readonly page: () => Promise<string>;
  /** Takes a worker out by its URL, through the API of that version. */
  readonly remove: (worker: string) => Promise<void>;
}

/** Port of a prefill worker for the handover, which mock workers never open. */
const BOOTSTRAP_PORT = '9000';

/** Where a router shows its metrics: Arks gives each pod an address of its own, and all of them one port. */
export interface MetricsAddress {
  readonly host: string;
  readonly port: number;
}

/** Starts a router before these workers, and waits until it takes requests. */
export async function startRouter(
  version: RouterVersion,
  workers: Workers,
  metrics: MetricsAddress,
): Promise<RealRouter> {
  const [python, port] = [await pythonOf(version), await freePort()];
  const running = await startProgram({
    name: `${version.package} ${version.version}`,
    program: python,
    args: [
      ...version.start,
      ...['--host', '127.0.0.1', '--port', String(port)],
      ...['--prometheus-host', metrics.host, '--prometheus-port', String(metrics.port)],
      ...['--worker-startup-check-interval', '1', '--policy', 'round_robin'],
      ...version.options,
      ...workerOptions(workers),
    ],
    ready: async () => (await fetch(`http://127.0.0.1:${port}/readiness`)).ok,
  });
  const page = async () => (await fetch(`http://${metrics.host}:${metrics.port}/metrics`)).text();
  const remove = (worker: string) => removeWorker(port, worker);
  return { ...running, port, page, remove };
}

function workerOptions(workers: Workers): readonly string[] {
  if ('regular' in workers) return ['--worker-urls', ...workers.regular.map(({ url }) => url)];
  return [
    '--pd-disaggregation',
    ...workers.prefill.flatMap(({ url }) => ['--prefill', url, BOOTSTRAP_PORT]),
    ...workers.decode.flatMap(({ url }) => ['--decode', url]),
  ];
}

const listing = z.object({ workers: z.array(z.object({ id: z.string(), url: z.string() })) });

/** Later versions know workers by an id; 0.1.x has no list of them, and takes URLs. */
async function removeWorker(port: number, worker: string): Promise<void> {
  const router = `http://127.0.0.1:${port}`;
  const list = await fetch(`${router}/workers`);
  const known = list.ok ? listing.parse(await list.json()).workers.find(({ url }) => url === worker) : undefined;
  const removed =
    known === undefined
      ? await fetch(`${router}/remove_worker?url=${worker}`, { method: 'POST' })
      : await fetch(`${router}/workers/${encodeURIComponent(known.id)}`, { method: 'DELETE' });
  if (!removed.ok) throw new Error(`the router answered ${removed.status} to the removal of ${worker}`);
}
