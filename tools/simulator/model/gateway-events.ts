import type { RateRule } from './access.js';
import type { LimitScope } from './limits.js';

/** So many chunks of an answer that came about as long after its request. */
export interface Chunks {
  readonly count: number;
  readonly seconds: number;
}

export interface Usage {
  readonly promptTokens: number;
  readonly generatedTokens: number;
}

/** What a replica of the plugin counts, told as it happens. */
export interface PluginObserver {
  /** Parts of an answer passed with this status, each of which counts like a request. */
  readonly chunks: (who: LimitScope, status: number, chunks: readonly Chunks[]) => void;
  /** The tokens of a whole answer, whose usage comes with its end. */
  readonly usage: (who: LimitScope, usage: Usage) => void;
  readonly rateLimited: (who: LimitScope, rule: RateRule) => void;
}

/** Hosts of one upstream cluster as Envoy holds them at a moment. */
export interface ClusterState {
  readonly total: number;
  readonly healthy: number;
  readonly ejected: number;
}

export type EndedBy = 'client' | 'application' | 'route timeout';

/** What a replica of Envoy counts, told as it happens. A cluster is named as Envoy Gateway names it. */
export interface EnvoyObserver {
  readonly received: () => void;
  /** The client got a whole answer. */
  readonly answered: (status: number, seconds: number) => void;
  /** The client went away, after a status of 200 or before any, which is 0. */
  readonly hungUp: (status: number) => void;
  /** Envoy broke an answer off after its status. */
  readonly cutOff: (status: number) => void;
  readonly tooLarge: () => void;
  /** How the exchange with the plugin about one request went; a failed one did not even open, or broke. */
  readonly externalProcessing: (result: 'opened' | 'closed' | 'failed' | 'timed out') => void;
  readonly sentUpstream: (cluster: string) => void;
  readonly upstreamAnswered: (cluster: string, status: number, seconds: number) => void;
  /** The upstream request ended without a complete answer, and who ended it; its status, if it came to that, else 0. */
  readonly upstreamBroken: (cluster: string, status: number, by: EndedBy) => void;
  /** Less than half of the hosts were healthy, so that any of them was asked. */
  readonly panicked: (cluster: string) => void;
  /** The host could not be reached, which Envoy answers with 503. */
  readonly notConnected: (cluster: string) => void;
  readonly hostEjected: (cluster: string) => void;
  /** Called before every scrape; undefined where the route has no backend, for which Envoy has no cluster. */
  readonly clusterState: (cluster: string, state: ClusterState | undefined) => void;
}

/** A replica of the plugin; all but the counting may change while a scenario runs. */
export interface PluginReplica {
  /** A restarted process counts in a new one. */
  observer: PluginObserver;
  /** Nothing answers: Envoy refuses the request, as the plugin must not be left out. */
  down: boolean;
  /** How long it takes over a request; from 5 on Envoy gives up. */
  delaySeconds: number;
}

export interface EnvoyReplica {
  observer: EnvoyObserver;
}
