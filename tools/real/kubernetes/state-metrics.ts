import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { requiredGoProgram } from '../go-program.js';
import { type Running, startProgram } from '../running.js';
import { writeKubeconfig } from './kubeconfig.js';

/** The releases that our configuration is held against: as old as it may be, as new as it is, and one between. */
export const STATE_METRICS_VERSIONS = ['2.15.0', '2.19.1', '2.20.0'] as const;

/** What one is started with: an API server, and what synth writes for it. */
export interface StateMetricsProps {
  readonly program: string;
  readonly apiServer: string;
  /** Arguments of its container. */
  readonly args: readonly string[];
  /** Text of its configuration, by the name of the file that the arguments name. */
  readonly configFile: string;
  readonly config: string;
}

/** A kube-state-metrics that runs. */
export interface StateMetrics {
  /** Host and port of the series. */
  readonly address: string;
  /** Host and port of what it says of itself. */
  readonly telemetry: string;
  readonly page: () => Promise<string>;
  /** Writes its configuration once more, which it watches: it forgets all objects and reads them anew. */
  readonly reload: () => void;
  readonly running: Running;
  readonly stop: () => Promise<void>;
}

const HOST = '127.0.0.1';

/** A release of kube-state-metrics, built from its module once. */
export async function stateMetricsProgram(version: string): Promise<string> {
  return requiredGoProgram({
    folder: `kube-state-metrics-${version}`,
    package: 'k8s.io/kube-state-metrics/v2',
    binary: 'kube-state-metrics',
  });
}

/** Starts one exactly as its container would, but for where the API server, the files and the ports are; waits until it is ready. */
export async function startStateMetrics(props: StateMetricsProps): Promise<StateMetrics> {
  const { program, apiServer, args, configFile, config } = props;
  const folder = mkdtempSync(join(tmpdir(), 'arks-state-metrics-'));
  const file = join(folder, 'config.yaml');
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(file, config);
  writeKubeconfig(kubeconfig, apiServer);
  const address = `${HOST}:${await freePort()}`;
  const telemetry = `${HOST}:${await freePort()}`;
  const page = async () => (await fetch(`http://${address}/metrics`)).text();
  const running = await startProgram({
    name: 'kube-state-metrics',
    program,
    args: [
      ...args.map((one) => one.replace(configFile, file)),
      ...[`--kubeconfig=${kubeconfig}`, `--host=${HOST}`, `--telemetry-host=${HOST}`],
      // The last of a flag counts.
      ...[`--port=${portOf(address)}`, `--telemetry-port=${portOf(telemetry)}`],
    ],
    ready: async () => (await fetch(`http://${telemetry}/readyz`)).ok,
  });
  const reload = () => appendFileSync(file, '\n');
  const stop = async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { address, telemetry, page, reload, running, stop };
}

function portOf(address: string): string {
  return address.slice(address.indexOf(':') + 1);
}
