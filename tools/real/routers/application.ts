import { type Client, createClient } from './client.js';
import { type MockWorker, startWorker } from './mock-worker.js';
import { type MetricsAddress, type RealRouter, startRouter } from './router.js';
import type { RouterVersion } from './versions.js';

/** An application in two halves behind a real router, with one worker of decode that Prometheus does not know. */
export interface RealApplication {
  readonly name: string;
  readonly version: RouterVersion;
  readonly router: RealRouter;
  readonly client: Client;
  readonly ip: string;
  readonly prefill: readonly MockWorker[];
  readonly decode: readonly MockWorker[];
  /** A worker whose pod is gone. */
  readonly stray: MockWorker;
  readonly stop: () => Promise<void>;
}

/** Starts one: two workers of prefill and two of decode, all well. */
export async function startApplication(
  name: string,
  version: RouterVersion,
  metrics: MetricsAddress,
): Promise<RealApplication> {
  const prefill = [await startWorker('prefill'), await startWorker('prefill')];
  const decode = [await startWorker(), await startWorker()];
  const stray = await startWorker();
  const workers = [...prefill, ...decode, stray];
  const closeAll = () => Promise.all(workers.map((worker) => worker.close()));
  const router = await startRouter(version, { prefill, decode: [...decode, stray] }, metrics).catch(async (error) => {
    await closeAll();
    throw error;
  });
  const stop = async () => {
    await router.stop();
    await closeAll();
  };
  return { name, version, router, client: createClient(router.port), ip: metrics.host, prefill, decode, stray, stop };
}

/** A router that does not disaggregate, before two workers. */
export type RegularRouter = Pick<RealApplication, 'name' | 'version' | 'router' | 'client' | 'ip' | 'stop'> & {
  readonly workers: readonly MockWorker[];
};

/** Starts one, all of its workers well. */
export async function startRegular(
  name: string,
  version: RouterVersion,
  metrics: MetricsAddress,
): Promise<RegularRouter> {
  const workers = [await startWorker(), await startWorker()];
  const closeAll = () => Promise.all(workers.map((worker) => worker.close()));
  const router = await startRouter(version, { regular: workers }, metrics).catch(async (error) => {
    await closeAll();
    throw error;
  });
  const stop = async () => {
    await router.stop();
    await closeAll();
  };
  return { name, version, router, client: createClient(router.port), ip: metrics.host, workers, stop };
}
