import { setTimeout as sleep } from 'node:timers/promises';
import { type Asked, type Client, type Ended, http1Client } from './client.js';
import type { EnvoyPorts } from './config.js';
import { type MockEngine, startEngine } from './engine.js';
import { type MockProcessor, startProcessor } from './ext-proc.js';
import { counted, difference, type Increments } from './increments.js';
import { startEnvoy } from './start.js';

/** Envoy tells histograms at each flush, once a second here. */
const FLUSH_MILLISECONDS = 1_200;
/** A busy machine is no reason to give up. */
const PATIENCE_SECONDS = 120;

/** An Envoy with engines, a plugin, and a route for each case. */
export interface EnvoyBench {
  readonly version: string;
  readonly ports: EnvoyPorts;
  readonly processor: MockProcessor;
  readonly page: () => Promise<string>;
  /** How one request ended for its client, and what Envoy counted of it; nothing else may be asked meanwhile. */
  readonly seeing: (client: Client, asked: Asked) => Promise<{ readonly ended: Ended; readonly added: Increments }>;
  /** The same over HTTP/1.1 while nobody listens at the plugin's port; it is back afterwards. */
  readonly withoutProcessor: (asked: Asked) => Promise<{ readonly ended: Ended; readonly added: Increments }>;
  /** Waits until it holds. Throws after two minutes. */
  readonly until: (check: () => Promise<boolean>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Routes `plain` (Envoy's own timeout), `lasting` (none), `short` (1 s), `gone` (two hosts that refuse), `empty` (no host), and
 * `unused`, all through the plugin.
 */
export async function startEnvoyBench(version: string): Promise<EnvoyBench> {
  const engine = await startEngine();
  const gone = await goneEngine();
  const processor = await startProcessor();
  const servers: (MockEngine | MockProcessor)[] = [engine, processor];
  const of = (model: string, engines: readonly number[], timeout?: string) => ({
    model,
    engines,
    processed: true,
    ...(timeout === undefined ? {} : { timeout }),
  });
  const stopServers = async () => {
    for (const server of servers) await server.stop();
  };
  const envoy = await startEnvoy(version, processor.port, [
    of('plain', [engine.port]),
    of('lasting', [engine.port], '0s'),
    of('short', [engine.port], '1s'),
    of('gone', [gone, gone]),
    of('empty', []),
    of('unused', [engine.port]),
  ]).catch(async (error: unknown) => {
    await stopServers();
    throw error;
  });
  const seeing: EnvoyBench['seeing'] = async (client, asked) => {
    const before = counted(await envoy.page(), asked.order.model);
    const ended = await client(asked);
    await sleep(FLUSH_MILLISECONDS);
    return { ended, added: difference(counted(await envoy.page(), asked.order.model), before) };
  };
  return {
    version,
    ports: envoy.ports,
    processor,
    page: envoy.page,
    seeing,
    withoutProcessor: async (asked) => {
      await processor.stop();
      const seen = await seeing(http1Client(envoy.ports.traffic), asked);
      servers.push(await startProcessor(processor.port));
      return seen;
    },
    until: async (check) => {
      const deadline = Date.now() + PATIENCE_SECONDS * 1_000;
      while (!(await check())) {
        if (Date.now() > deadline) throw new Error(`Envoy ${version} did not come to it within ${PATIENCE_SECONDS} s`);
        await sleep(FLUSH_MILLISECONDS);
      }
    },
    stop: async () => {
      await envoy.stop();
      await stopServers();
    },
  };
}

/** A port at which nobody listens any more. */
async function goneEngine(): Promise<number> {
  const { port, stop } = await startEngine();
  await stop();
  return port;
}
