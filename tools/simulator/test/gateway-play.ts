import { type Clock, startClock } from '../clock.js';
import { envoyExporter } from '../exporters/envoy.js';
import { pluginExporter } from '../exporters/plugin.js';
import type { ArksQuota, ArksToken } from '../model/access.js';
import { type Chunking, USUAL_CHUNKING } from '../model/answer-chunks.js';
import type { Backend, Hosts } from '../model/backend.js';
import { createGateway } from '../model/gateway.js';
import { type Ask, closedAt, type Outcome, type RequestRecord } from '../model/request.js';
import { randomStream } from '../random.js';
import { readableStore } from './readable-store.js';

/** A backend that answers after 1 s to the first token and 2 s to the last, as it is told to, unless its connection is closed before. */
export interface PlayedBackend extends Backend {
  found: Hosts;
  outcome: Outcome;
  /** 0 leaves the status to the outcome. */
  status: number;
  /** Errors and hang-ups come after the first token. */
  late: boolean;
  /** Never done, as an engine that hangs. */
  hangs: boolean;
  readonly got: RequestRecord[];
}

export function playedBackend(clock: Clock): PlayedBackend {
  const got: RequestRecord[] = [];
  const backend: PlayedBackend = {
    found: { total: 3, healthy: 3 },
    outcome: 'stop',
    status: 0,
    late: false,
    hangs: false,
    got,
    hosts: () => backend.found,
    submit: (request, done) => {
      got.push(request);
      if (backend.hangs) return;
      const answers = backend.outcome === 'stop' || backend.late;
      request.pod = `chat-${got.length % 3}`;
      clock.after(1, () => {
        if (!answers) return;
        request.firstTokenAt = clock.now();
        request.generatedTokens = request.ask.generationTokens;
      });
      const closes = closedAt(request) ?? Number.POSITIVE_INFINITY;
      if (closes < clock.now() + 2) {
        clock.at(closes, () => {
          request.outcome = 'abort';
          done(request);
        });
        return;
      }
      clock.after(2, () => {
        request.outcome = backend.outcome;
        request.status = backend.status;
        done(request);
      });
    },
  };
  return backend;
}

export const CLUSTER = { envoy_cluster_name: 'httproute/tenant-a/qwen-7b/rule/0' };
export const USER1 = { namespace: 'tenant-a', user: 'user1', model: 'qwen-7b' };
export const ask = (own: Partial<Ask> = {}): Ask => ({
  ...USER1,
  streaming: false,
  promptTokens: 31,
  generationTokens: 17,
  ...own,
});

/** A gateway with that many plugins and Envoys, whose series can be read. */
export function playedGateway({
  tokens = [{ namespace: 'tenant-a', user: 'user1', qos: [{ model: 'qwen-7b', rateLimits: [] }] }],
  quotas = [],
  replicas = 1,
  seed = 7,
  chunking = USUAL_CHUNKING,
}: {
  readonly tokens?: readonly ArksToken[];
  readonly quotas?: readonly ArksQuota[];
  readonly replicas?: number;
  readonly seed?: number;
  readonly chunking?: Chunking;
} = {}) {
  const clock = startClock();
  const backend = playedBackend(clock);
  const pluginStores = Array.from({ length: replicas }, () => readableStore('gateway'));
  const envoyStores = Array.from({ length: replicas }, () => readableStore('envoy'));
  const plugins = pluginStores.map((store) => ({
    observer: pluginExporter({ store, clock }).observer,
    down: false,
    delaySeconds: 0.003,
  }));
  const envoys = envoyStores.map((store) => ({ observer: envoyExporter({ store, clock }).observer }));
  const gateway = createGateway({
    clock,
    random: randomStream(seed, 'gateway'),
    tokens,
    quotas,
    endpoints: [{ namespace: 'tenant-a', model: 'qwen-7b', backend }],
    plugins,
    envoys,
    chunking,
  });
  const [plugin] = plugins;
  const [pluginStore] = pluginStores;
  const [envoyStore] = envoyStores;
  if (plugin === undefined || pluginStore === undefined || envoyStore === undefined) throw new Error('no replica');
  return { clock, backend, gateway, plugins, plugin, pluginStores, pluginStore, envoyStores, envoyStore };
}
