import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cluster, SimulatedPod } from '../cluster.js';
import { type DiscoveredTarget, endpointTargets, fileTargets, podTargets } from '../operator/discovery.js';
import type { ScrapeJob } from '../operator/monitors.js';
import type { RelabelConfig } from '../operator/scrape-config.js';
import { addressed, placeOf } from './places.js';

/** A cluster behind one loopback port, every pod under a path of its own. */
export interface ClusterServer {
  /** Of the server, as a URL; a pod is at `/<namespace>/<name>` of it. */
  readonly address: string;
  /** Scrape configs of these jobs for a real Prometheus, which finds the targets in files. */
  readonly scrapeConfigs: readonly object[];
  /** Rewrites those files; call it when pods or Services came or went. Prometheus takes up to ten seconds to act on it. */
  readonly update: () => void;
  /** Leaves neither a connection nor a file. */
  readonly close: () => Promise<void>;
}

/**
 * Serves a cluster over http to a real Prometheus. Relabeling is that of the jobs, `instance` the pod's address in
 * the cluster; only then is the address exchanged for the server's. What does not answer has its connection closed.
 */
export async function serveCluster(cluster: Cluster, jobs: readonly ScrapeJob[]): Promise<ClusterServer> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-cluster-'));
  const server = createServer(answer(cluster));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true, force: true });
  };
  const files = { endpoints: join(folder, 'endpoints.json'), pod: join(folder, 'pod.json') } as const;
  const update = () => {
    const pods = addressed(cluster.pods());
    replaceFile(files.endpoints, fileTargets(endpointTargets(cluster.services(), pods, placeOf).map(throughServer)));
    replaceFile(files.pod, fileTargets(podTargets(pods, placeOf).map(throughServer)));
  };
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
    update();
  } catch (error) {
    await close();
    throw error;
  }
  const address = `127.0.0.1:${portOf(server)}`;
  return {
    address: `http://${address}`,
    scrapeConfigs: jobs.map(({ role, config }) => ({
      ...config,
      relabel_configs: [...config.relabel_configs, ...addressOf(address)],
      file_sd_configs: [{ files: [files[role]] }],
    })),
    update,
    close,
  };
}

function portOf(server: Server): number {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('a cluster must be served at a port');
  return bound.port;
}

function answer(cluster: Cluster): RequestListener {
  return (request, response) => {
    const process = cluster.pods().find((pod) => pod.phase === 'Running' && pathOf(pod) === request.url)?.process;
    if (process?.answers() !== true) {
      request.socket.destroy();
      return;
    }
    process.refresh();
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }).end(process.store.text());
  };
}

/** Set by the target, path and scheme win over those of the scrape config, so that no certificate is needed. */
function throughServer(target: DiscoveredTarget<SimulatedPod>): DiscoveredTarget<SimulatedPod> {
  return { ...target, labels: { ...target.labels, __metrics_path__: pathOf(target.pod), __scheme__: 'http' } };
}

/** The rules after all others: what the address has become is the instance, and the server is who is asked. */
function addressOf(server: string): readonly RelabelConfig[] {
  return [
    { source_labels: ['__address__'], target_label: 'instance' },
    { target_label: '__address__', replacement: server },
  ];
}

function pathOf({ namespace, name }: SimulatedPod): string {
  return `/${namespace}/${name}`;
}

/** At once, so that Prometheus never reads half a file. */
function replaceFile(path: string, content: unknown): void {
  writeFileSync(`${path}.new`, JSON.stringify(content));
  renameSync(`${path}.new`, path);
}
