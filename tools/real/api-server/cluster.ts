import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { stringify } from 'yaml';
import { type Running, startProgram } from '../running.js';
import { type Answer, answerOf } from './answer.js';
import type { KubernetesPrograms } from './programs.js';

/** An API server with RBAC, its own admission and a store, without controllers and nodes. */
export interface Cluster {
  /** What kubectl says to these arguments; nobody else is asked, whatever the machine knows of clusters. */
  readonly kubectl: (...args: readonly string[]) => Promise<Answer>;
  /** What a shell says to commands as documentation shows them, run in a folder. */
  readonly shell: (commands: string, folder: string) => Promise<Answer>;
  /** The file by which other clients reach it. */
  readonly kubeconfig: string;
  readonly stop: () => Promise<void>;
}

const HOST = '127.0.0.1';
const READY_SECONDS = 180;

/** Starts etcd and kube-apiserver on ports of their own; both are gone after `stop`. */
export async function startCluster(programs: KubernetesPrograms): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-api-server-'));
  const running: Running[] = [];
  const stop = async () => {
    for (const program of running.reverse()) await program.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const store = `http://${HOST}:${await freePort()}`;
    running.push(await startStore(programs.etcd, store, folder));
    const [port, token] = [await freePort(), randomUUID()];
    const env = {
      // Beside the configuration, kubectl keeps there what it has learnt of a server.
      HOME: folder,
      KUBECONFIG: kubeconfig(folder, port, token),
      PATH: `${join(programs.kubectl, '..')}:${process.env['PATH'] ?? ''}`,
    };
    const kubectl = (...args: readonly string[]) => answerOf(programs.kubectl, args, { env });
    running.push(
      await startProgram({
        name: 'kube-apiserver',
        program: programs.apiServer,
        args: serverArguments(folder, store, port, token),
        ready: async () => (await kubectl('get', '--raw', '/readyz')).exitCode === 0,
        readySeconds: READY_SECONDS,
      }),
    );
    const shell = (commands: string, cwd: string) =>
      answerOf('bash', ['--norc', '--noprofile', '-euo', 'pipefail', '-c', commands], { env, cwd });
    return { kubectl, shell, kubeconfig: env.KUBECONFIG, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startStore(program: string, address: string, folder: string): Promise<Running> {
  const peer = `http://${HOST}:${await freePort()}`;
  return startProgram({
    name: 'etcd',
    program,
    args: [
      `--data-dir=${join(folder, 'etcd')}`,
      ...[`--listen-client-urls=${address}`, `--advertise-client-urls=${address}`],
      ...[`--listen-peer-urls=${peer}`, `--initial-advertise-peer-urls=${peer}`, `--initial-cluster=default=${peer}`],
    ],
    ready: async () => (await fetch(`${address}/health`)).ok,
  });
}

function serverArguments(folder: string, store: string, port: number, token: string): readonly string[] {
  const key = join(folder, 'service-accounts.pem');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(key, privateKey.export({ type: 'pkcs1', format: 'pem' }));
  const tokens = join(folder, 'tokens.csv');
  writeFileSync(tokens, `${token},admin,admin,system:masters\n`);
  return [
    `--etcd-servers=${store}`,
    ...[`--bind-address=${HOST}`, `--advertise-address=${HOST}`, `--secure-port=${port}`],
    // Nothing has to find the server by the Service in its own cluster, which must not be of the loopback.
    '--endpoint-reconciler-type=none',
    `--cert-dir=${join(folder, 'certificates')}`,
    ...['--service-cluster-ip-range=10.0.0.0/24', '--service-account-issuer=https://kubernetes.default.svc'],
    ...[`--service-account-key-file=${key}`, `--service-account-signing-key-file=${key}`],
    ...['--authorization-mode=RBAC', `--token-auth-file=${tokens}`],
  ];
}

function kubeconfig(folder: string, port: number, token: string): string {
  const [file, name] = [join(folder, 'kubeconfig'), 'bench'];
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    // It makes its own certificate as it starts.
    clusters: [{ name, cluster: { server: `https://${HOST}:${port}`, 'insecure-skip-tls-verify': true } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    users: [{ name, user: { token } }],
  };
  writeFileSync(file, stringify(config), { mode: 0o600 });
  return file;
}
