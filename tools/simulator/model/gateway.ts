import type { Clock } from '../clock.js';
import type { Random } from '../random.js';
import type { ArksQuota, ArksToken } from './access.js';
import { accounting } from './accounting.js';
import { admission, type Flaw } from './admission.js';
import { type Chunking, USUAL_CHUNKING } from './answer-chunks.js';
import type { Endpoint } from './backend.js';
import { exchanging } from './exchange.js';
import type { EnvoyReplica, PluginReplica } from './gateway-events.js';
import { createRateLimits, type RateLimits } from './limits.js';
import { createQuotas, QUOTA_SYNC_SECONDS, type Quotas } from './quotas.js';
import type { Ask, RequestRecord } from './request.js';
import { createUpstream, type Upstream, type UpstreamFaults } from './upstream.js';

export interface GatewayProps {
  readonly clock: Clock;
  readonly random: Random;
  readonly tokens: readonly ArksToken[];
  readonly quotas: readonly ArksQuota[];
  readonly endpoints: readonly Endpoint[];
  /** Requests go to replicas in turn, whether they answer or not. */
  readonly plugins: readonly PluginReplica[];
  readonly envoys: readonly EnvoyReplica[];
  /** Unix time at 0 of the clock; a midnight unless said. */
  readonly epochSeconds?: number;
  readonly chunking?: Chunking;
}

/** Envoy and the plugin in front of all applications, and the truth about what went through them. */
export interface Gateway {
  /** A client's request at this moment; the record fills as it gets on. */
  readonly send: (ask: Ask, flaw?: Flaw) => RequestRecord;
  /** Every request so far, in the order of arrival. */
  readonly log: readonly RequestRecord[];
  readonly limits: RateLimits;
  readonly quotas: Quotas;
  /** Where limits and quotas are counted; without it the plugin refuses every request that one of them applies to. */
  readonly redis: { answers: boolean };
  readonly chunking: Chunking;
  /** What goes wrong behind one ArksEndpoint. Throws where there is none of that name. */
  readonly faults: (namespace: string, model: string) => UpstreamFaults;
  /** Tells every Envoy about its hosts, to be called before a scrape. */
  readonly refresh: () => void;
}

/** A gateway that has seen nothing. Throws at a request where there is no replica of Envoy or of the plugin. */
export function createGateway(props: GatewayProps): Gateway {
  const { clock, random, tokens, endpoints, plugins, envoys } = props;
  const chunking = { ...(props.chunking ?? USUAL_CHUNKING) };
  const log: RequestRecord[] = [];
  const redis = { answers: true };
  const limits = createRateLimits({ clock, epochSeconds: props.epochSeconds });
  const quotas = createQuotas(props.quotas);
  const counting = { limits, quotas, redisAnswers: () => redis.answers };
  const upstreams = new Map(endpoints.map((endpoint) => [endpoint, createUpstream({ clock, random, endpoint })]));
  const exchange = exchanging({
    clock,
    judge: admission({ ...counting, tokens, endpoints }),
    account: accounting({ ...counting, clock, chunking }),
    upstreamOf: ({ endpoint }) => known(upstreams.get(endpoint), endpoint),
  });
  const nextPlugin = inTurn(plugins);
  const nextEnvoy = inTurn(envoys);
  every(clock, QUOTA_SYNC_SECONDS, () => {
    if (redis.answers && plugins.some(({ down }) => !down)) quotas.synchronize();
  });
  return {
    log,
    limits,
    quotas,
    redis,
    chunking,
    send: (ask, flaw) => {
      const request = recordOf(log.length + 1, ask, clock.now());
      log.push(request);
      const plugin = nextPlugin();
      exchange({ request, flaw, envoy: nextEnvoy().observer, plugin, observer: plugin.observer });
      return request;
    },
    faults: (namespace, model) => {
      const found = [...upstreams].find(([endpoint]) => endpoint.namespace === namespace && endpoint.model === model);
      return known(found?.[1], { namespace, model }).faults;
    },
    refresh: () => {
      for (const { cluster, state } of upstreams.values()) {
        for (const { observer } of envoys) observer.clusterState(cluster, state());
      }
    },
  };
}

/** One after the other, from the first again after the last. */
function inTurn<Value>(values: readonly Value[]): () => Value {
  let turn = 0;
  return () => {
    const value = values[turn % values.length];
    turn += 1;
    if (value === undefined) throw new Error('a gateway needs a replica of Envoy and one of the plugin');
    return value;
  };
}

function every(clock: Clock, seconds: number, happen: () => void): void {
  clock.after(seconds, () => {
    happen();
    every(clock, seconds, happen);
  });
}

function known(upstream: Upstream | undefined, { namespace, model }: Pick<Endpoint, 'namespace' | 'model'>): Upstream {
  if (upstream === undefined) throw new Error(`no endpoint ${namespace}/${model}`);
  return upstream;
}

function recordOf(id: number, ask: Ask, arrivedAt: number): RequestRecord {
  return { id, ask, arrivedAt, status: 0, outcome: 'pending', generatedTokens: 0, cachedTokens: 0, preemptions: 0 };
}
